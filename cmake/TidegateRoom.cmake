# tidegate_room(<name> SOURCES <files...> [LINK <targets...>] [PRIVATE <targets...>])
# A room of gate/tidegate is one static library, `tidegate_<name>`, whose include root is gate/.
# tidegate_test(<room> SOURCES <files...> [LINK <targets...>])
# The tests of a room are one GoogleTest program, discovered by CTest as <Suite>.<Test>.

function(tidegate_room name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK;PRIVATE")
  add_library(tidegate_${name} STATIC ${ARG_SOURCES})
  add_library(tidegate::${name} ALIAS tidegate_${name})
  target_include_directories(tidegate_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/gate> $<INSTALL_INTERFACE:include>)
  target_compile_features(tidegate_${name} PUBLIC cxx_std_20)
  target_link_libraries(tidegate_${name} PUBLIC ${ARG_LINK}
    PRIVATE ${ARG_PRIVATE} $<BUILD_INTERFACE:tidegate_flags> $<BUILD_INTERFACE:tidegate_exact_numbers>)
endfunction()

function(tidegate_test room)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK")
  add_executable(test_${room} ${ARG_SOURCES})
  target_include_directories(test_${room} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(test_${room} PRIVATE
    TIDEGATE_TESTS_DIR="${PROJECT_SOURCE_DIR}/tests" TIDEGATE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(test_${room} PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main
    tidegate_flags tidegate_exact_numbers)
  # A test runs once: compiling it costs more than it saves, beyond -O1. The rooms keep their -O3.
  target_compile_options(test_${room} PRIVATE $<$<CONFIG:Release>:-O1>)
  if(TIDEGATE_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 warns of its own <regex> under the address sanitizer (GCC bug 105562).
    target_compile_options(test_${room} PRIVATE -Wno-maybe-uninitialized)
  endif()
  gtest_discover_tests(test_${room} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300)
endfunction()
