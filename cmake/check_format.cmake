# cmake -DCLANG_FORMAT=... -P cmake/check_format.cmake: fails, naming the places, where the format is not the house's.
file(GLOB_RECURSE SOURCES RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}
  data/*.h data/*.cc loaders/*.h loaders/*.cc index/*.h index/*.cc engine/*.h engine/*.cc
  server/*.h server/*.cc bench/*.h bench/*.cc tests/*.h tests/*.cc)
execute_process(COMMAND ${CLANG_FORMAT} --dry-run --Werror ${SOURCES} RESULT_VARIABLE failed ERROR_VARIABLE places)
if(failed)
  string(REGEX MATCHALL "[^\n]*code should be clang-formatted" places "${places}")
  list(TRANSFORM places REPLACE ": error.*" "")
  list(JOIN places "\n" places)
  message("${places}")
  message(FATAL_ERROR "./run.sh format mends this")
endif()
