# Every C++ file is as clang-format 14 writes it.
if(NOT CLANG_FORMAT)
  message(FATAL_ERROR "clang-format-14 is not installed. Run cmake/setup.sh.")
endif()
set(files)
foreach(folder gate kernels bench tests)
  file(GLOB_RECURSE found ${SOURCE}/${folder}/*.hpp ${SOURCE}/${folder}/*.cpp ${SOURCE}/${folder}/*.cu)
  list(APPEND files ${found})
endforeach()
execute_process(COMMAND ${CLANG_FORMAT} --dry-run --Werror --style=file ${files}
  RESULT_VARIABLE code ERROR_VARIABLE complaints)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${complaints}\nRun: clang-format-14 -i <the files above>")
endif()
