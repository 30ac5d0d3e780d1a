# cmake -DNPM=npm -DFROM=folder -DFOLDER=folder [-DOPTIONAL=ON] -P npm_ci.cmake: what package-lock.json of FROM names, in
# FOLDER, with a mark (node_modules/.installed) when all of it is there. Nothing is ever installed in the source tree.
# OPTIONAL: without a mark it goes on, and the next build tries again.
file(MAKE_DIRECTORY ${FOLDER})
file(COPY ${FROM}/package.json ${FROM}/package-lock.json ${FROM}/.npmrc DESTINATION ${FOLDER})
file(REMOVE ${FOLDER}/node_modules/.installed)
execute_process(COMMAND ${NPM} ci --prefer-offline --loglevel=error WORKING_DIRECTORY ${FOLDER}
  RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT failed)
  file(TOUCH ${FOLDER}/node_modules/.installed)
elseif(OPTIONAL)
  file(WRITE ${FOLDER}/npm.log "${said}")
  message("The console is left out: npm could not fetch what it is made with (${FOLDER}/npm.log); the next build tries again")
else()
  message(FATAL_ERROR "${said}\nnpm could not install what ${FROM}/package-lock.json names. That needs the npm registry, or "
    "a npm cache that has been filled by an earlier build. To build without the console: cmake -DSCHAKEL_CONSOLE=OFF")
endif()
