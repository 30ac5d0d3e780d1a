# Compiler flags that every target of the project shares, as one interface target.
add_library(schakel_options INTERFACE)
target_include_directories(schakel_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(schakel_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Wno-missing-field-initializers) # a designated initializer leaves the rest at its default
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # What g++ 12 sees in std::string and std::vector once it has optimised them (as in GCC bug 105651), and cannot tell from
  # code of ours when it comes from a precompiled header. Overlaps and overflows are what the sanitizers look for; for
  # values that are never set there is only the reader, and clang-tidy.
  target_compile_options(schakel_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-maybe-uninitialized)
endif()
if(SCHAKEL_NATIVE)
  target_compile_options(schakel_options INTERFACE -march=native)
else()
  target_compile_options(schakel_options INTERFACE -march=x86-64-v3)
endif()
if(SCHAKEL_SANITIZE)
  add_compile_options(-fsanitize=${SCHAKEL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SCHAKEL_SANITIZE})
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g")
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g") # with asserts
# Tests are built more often than run: what they judge is optimised, they themselves hardly.
set(SCHAKEL_TEST_OPTIONS "$<$<CONFIG:Release>:-Og>")
