# The manual as a man page: -DCMARK= -DFROM=README.md -DTO=jixiaobiao.5 -P manual.cmake
execute_process(COMMAND ${CMARK} -t man -e table ${FROM} OUTPUT_VARIABLE text RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${CMARK} ${FROM}: ${result}")
endif()
# The links of its contents lead nowhere in a man page.
string(REGEX REPLACE " \\(#[^)\n]*\\)" "" text "${text}")
file(WRITE ${TO} "'\\\" t
.TH JIXIAOBIAO 5 2026-11-25 \"jixiaobiao\" 文件格式
.ad l
.SH 名称
jixiaobiao \\- 数据文件和模板的写法
${text}")
