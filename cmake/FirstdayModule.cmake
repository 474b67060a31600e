# One static library per module, one test program per module: a new .cpp file needs no edit here.

# firstday_module(<name> [DIR dir] [PUBLIC libs...] [PRIVATE libs...])
# Makes the library firstday_<name> from every .cpp in src/<name> (or DIR).
function(firstday_module name)
  cmake_parse_arguments(M "" "DIR" "PUBLIC;PRIVATE" ${ARGN})
  if(NOT M_DIR)
    set(M_DIR ${PROJECT_SOURCE_DIR}/src/${name})
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${M_DIR}/*.cpp)
  if(sources)
    add_library(firstday_${name} STATIC ${sources})
    target_include_directories(firstday_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(firstday_${name} PUBLIC ${M_PUBLIC} PRIVATE ${M_PRIVATE} firstday_flags)
  else()
    add_library(firstday_${name} INTERFACE)
    target_include_directories(firstday_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(firstday_${name} INTERFACE ${M_PUBLIC})
  endif()
endfunction()

# The sources of the tests themselves need no optimiser, and of UBSan only what ASan does not see anyway: with
# both they take twice as long to build. The product's code is always built with everything.
set(FIRSTDAY_TEST_OPTIONS -O0)
if(FIRSTDAY_SANITIZE MATCHES undefined)
  list(APPEND FIRSTDAY_TEST_OPTIONS -fno-sanitize=null,alignment,object-size,vptr)
endif()

# firstday_discover_suites(<target> PREFIX name LABEL label TIMEOUT seconds [SERIAL])
# Registers each suite of a test program with ctest, as "name: Suite". A process for each of its cases would take
# longer to start, under the sanitizers, than most of them take to run.
function(firstday_discover_suites target)
  cmake_parse_arguments(D "SERIAL" "PREFIX;LABEL;TIMEOUT" "" ${ARGN})
  set(listed ${CMAKE_CURRENT_BINARY_DIR}/${target}_suites.cmake)
  add_custom_command(TARGET ${target} POST_BUILD VERBATIM BYPRODUCTS ${listed}
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:${target}> -DPREFIX=${D_PREFIX} -DLABEL=${D_LABEL}
      -DTIMEOUT=${D_TIMEOUT} -DSERIAL=${D_SERIAL} -DOUTPUT=${listed}
      -P ${PROJECT_SOURCE_DIR}/cmake/DiscoverSuites.cmake)
  # A program that was not built is a test that fails, not one that nobody misses.
  file(CONFIGURE OUTPUT ${target}_include.cmake @ONLY CONTENT [[
if(EXISTS "@listed@")
  include("@listed@")
else()
  add_test("@D_PREFIX@: not built" NOT_AVAILABLE)
  set_tests_properties("@D_PREFIX@: not built" PROPERTIES LABELS "@D_LABEL@")
endif()
]])
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${CMAKE_CURRENT_BINARY_DIR}/${target}_include.cmake)
endfunction()

# firstday_tests(<name> [LABEL unit|peer|fault|browser] [TIMEOUT seconds] [LIBS libs...])
# Makes firstday_<name>_test from every *.cpp in tests/<name> and registers its suites. TIMEOUT is a suite's.
function(firstday_tests name)
  cmake_parse_arguments(T "" "LABEL;TIMEOUT" "LIBS" ${ARGN})
  if(NOT T_LABEL)
    set(T_LABEL unit)
  endif()
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 180)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${name}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(firstday_${name}_test ${sources})
  target_include_directories(firstday_${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(firstday_${name}_test PRIVATE ${T_LIBS} firstday_flags GTest::gmock GTest::gtest_main)
  target_compile_definitions(firstday_${name}_test PRIVATE FIRSTDAY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_compile_options(firstday_${name}_test PRIVATE ${FIRSTDAY_TEST_OPTIONS})
  firstday_discover_suites(firstday_${name}_test PREFIX ${name} LABEL ${T_LABEL} TIMEOUT ${T_TIMEOUT})
endfunction()
