# The table of character classes of room text, made from Debian's unicode-data into the build folder.
set(JXB_UNICODE_DIR /usr/share/unicode CACHE PATH "Unicode data files (package unicode-data)")
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(JXB_TEXT_TABLE ${CMAKE_BINARY_DIR}/generated/text/linebreak.inc)
add_custom_command(OUTPUT ${JXB_TEXT_TABLE}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_LIST_DIR}/gen_linebreak.py
    ${JXB_UNICODE_DIR} ${JXB_TEXT_TABLE}
  DEPENDS ${CMAKE_CURRENT_LIST_DIR}/gen_linebreak.py
    ${JXB_UNICODE_DIR}/LineBreak.txt ${JXB_UNICODE_DIR}/EastAsianWidth.txt
    ${JXB_UNICODE_DIR}/Scripts.txt ${JXB_UNICODE_DIR}/UnicodeData.txt
    ${JXB_UNICODE_DIR}/extracted/DerivedGeneralCategory.txt ${JXB_UNICODE_DIR}/emoji/emoji-data.txt
  VERBATIM)
target_sources(text PRIVATE ${JXB_TEXT_TABLE})
target_include_directories(text PRIVATE ${CMAKE_BINARY_DIR}/generated)
