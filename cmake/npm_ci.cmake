# cmake -DNPM=npm -DFROM=folder -DFOLDER=folder -P npm_ci.cmake: what package-lock.json of FROM names, in FOLDER.
# Nothing is ever installed in the source tree.
file(MAKE_DIRECTORY ${FOLDER})
file(COPY ${FROM}/package.json ${FROM}/package-lock.json ${FROM}/.npmrc DESTINATION ${FOLDER})
execute_process(COMMAND ${NPM} ci --prefer-offline --loglevel=error WORKING_DIRECTORY ${FOLDER}
  RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "${said}\nnpm could not install what ${FROM}/package-lock.json names. That needs the npm registry, or "
    "a npm cache that has been filled by an earlier build. To build without the console: cmake -DSCHAKEL_CONSOLE=OFF")
endif()
file(TOUCH ${FOLDER}/node_modules/.installed)
