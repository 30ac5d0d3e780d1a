# cmake -DSOURCE=root -DFOLDER=folder -P without_registry.cmake: where npm fails, the console that was taken along is an
# empty table and the build goes on; the one that was asked for by name is an error.
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER}/npm/node_modules)
file(TOUCH ${FOLDER}/npm/node_modules/.installed) # of an earlier build

function(fetch optional result)
  execute_process(COMMAND ${CMAKE_COMMAND} -DNPM=false -DFROM=${SOURCE}/server/console -DFOLDER=${FOLDER}/npm
    -DOPTIONAL=${optional} -P ${SOURCE}/cmake/npm_ci.cmake RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
  set(${result} "${failed}" PARENT_SCOPE)
  set(said "${said}" PARENT_SCOPE)
endfunction()

fetch(OFF failed)
if(failed EQUAL 0)
  message(FATAL_ERROR "npm failed, and that is no error where the console was asked for")
endif()
fetch(ON failed)
if(NOT failed EQUAL 0 OR NOT said MATCHES "The console is left out")
  message(FATAL_ERROR "npm failed, and the build does not go on and say so: ${said}")
endif()
if(EXISTS ${FOLDER}/npm/node_modules/.installed)
  message(FATAL_ERROR "npm failed, and the packages are marked as there")
endif()
execute_process(COMMAND ${CMAKE_COMMAND} -DNODE=false -DMODULES=${FOLDER}/npm/node_modules -DREFERENCE=none -DOUT=${FOLDER}
  -P ${SOURCE}/server/console/bundle.cmake COMMAND_ERROR_IS_FATAL ANY)
file(READ ${FOLDER}/console_files.cc made)
file(READ ${SOURCE}/server/console/no_console.cc expected)
if(NOT made STREQUAL expected)
  message(FATAL_ERROR "without packages the table of files is not empty: ${made}")
endif()
