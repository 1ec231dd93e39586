# Installs BUILD below FOLDER, builds the example there with nothing but what was installed, by
# pkg-config and as a CMake package, and runs it and the tool:
# -DBUILD= -DFOLDER= -DEXAMPLE= -DLIBDIR= -DBINDIR= -DFLAGS= -DFONTS= -DDATA= -P install.cmake
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
foreach(way OFF ON)
  run(${CMAKE_COMMAND} -G Ninja -S ${EXAMPLE} -B ${FOLDER}/build${way} -DCMAKE_C_FLAGS=${FLAGS}
    -DBY_PACKAGE=${way} "-DCMAKE_PREFIX_PATH=${prefix}")
  run(${CMAKE_COMMAND} --build ${FOLDER}/build${way})
  run(${FOLDER}/build${way}/example ${FONTS} ${prefix}/share/jixiaobiao/templates ${DATA})
endforeach()
set(ENV{LD_LIBRARY_PATH}) # the tool finds its library by itself
run(${prefix}/${BINDIR}/jixiaobiao --version)
