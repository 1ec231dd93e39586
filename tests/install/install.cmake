# Installs BUILD below FOLDER, builds the example there with nothing but what was installed, and
# runs it and the tool: -DBUILD= -DFOLDER= -DEXAMPLE= -DLIBDIR= -DBINDIR= -DFLAGS= -P install.cmake
set(prefix "${FOLDER}/a prefix")
file(REMOVE_RECURSE "${FOLDER}")

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${said}")
  endif()
  message(STATUS "${said}")
endfunction()

set(ENV{PKG_CONFIG_PATH} "${prefix}/${LIBDIR}/pkgconfig")
set(ENV{LD_LIBRARY_PATH} "${prefix}/${LIBDIR}")
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
run(${CMAKE_COMMAND} -G Ninja -S ${EXAMPLE} -B ${FOLDER}/build -DCMAKE_C_FLAGS=${FLAGS})
run(${CMAKE_COMMAND} --build ${FOLDER}/build)
run(${FOLDER}/build/example)
set(ENV{LD_LIBRARY_PATH}) # the tool finds its library by itself
run(${prefix}/${BINDIR}/jixiaobiao --version)
