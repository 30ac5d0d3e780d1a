# cmake -DNODE=node -DMODULES=node_modules -DREFERENCE=data/reference -DOUT=folder -P bundle.cmake: OUT/console_files.cc, of
# the console, or of no files where what it is made with could not be fetched.
if(EXISTS ${MODULES}/.installed)
  execute_process(COMMAND ${NODE} ${CMAKE_CURRENT_LIST_DIR}/build.mjs
    --modules ${MODULES} --reference ${REFERENCE} --out ${OUT} COMMAND_ERROR_IS_FATAL ANY)
else()
  file(COPY_FILE ${CMAKE_CURRENT_LIST_DIR}/no_console.cc ${OUT}/console_files.cc)
  file(TOUCH ${OUT}/console_files.cc)
endif()
