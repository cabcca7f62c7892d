# What `cpack -G DEB` makes of what is installed: one package, tidegate_<version>_<architecture>.deb.
# Decides: its control fields and the files that only Debian wants. Refuses to know: what is installed
# (TidegateInstall.cmake).
#
# The program's libraries are read off it by dpkg-shlibdeps. The -dev packages are what find_package(
# tidegate) looks for in a project that speaks C++: without them the package would install and not work.

include_guard(GLOBAL)

set(CPACK_PACKAGE_NAME tidegate)
set(CPACK_PACKAGE_VENDOR tidegate)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "performance-regression gate for C++ projects and others")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Benchmarks run as workers, one process an attempt. Rows are compared with
committed baselines, or with a build of another commit in alternating pairs
and by an exact test, so that a verdict holds on machines that others use too.
This package has the program, the library of benchmarks, and the CMake package
with tidegate_add_benchmark and tidegate_add_gate.")
set(CPACK_PACKAGE_CONTACT "tidegate maintainers <maintainers@tidegate.invalid>")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "git, libboost-json1.81-dev, libboost1.81-dev, libexpected-dev, libfmt-dev (>= 9)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "cmake (>= 3.25)")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "valgrind, lld, linux-perf")
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/TidegateDebian.cmake)

# /usr/share/doc/tidegate/copyright. The page of `render html` carries uPlot where npm had it.
set(copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: tidegate

Files: *
Copyright: the authors of tidegate
License: none-stated
 The sources state no license. Ask their authors before you pass this package on.
")
set(uplot_license ${PROJECT_BINARY_DIR}/npm/site/node_modules/uplot/LICENSE)
if(TIDEGATE_ZOOM AND EXISTS ${uplot_license})
  file(STRINGS ${uplot_license} lines)
  list(JOIN lines "\n " lines)
  string(APPEND copyright "
Files: uPlot, within /usr/bin/tidegate
Copyright: 2022 Leon Sorokin
License: Expat
 ${lines}
")
endif()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/package/debian/copyright CONTENT "${copyright}" @ONLY)
set(CPACK_TIDEGATE_DEBIAN ${PROJECT_BINARY_DIR}/package/debian)
set(CPACK_TIDEGATE_CHANGELOG ${PROJECT_SOURCE_DIR}/.github/CHANGELOG.md)
include(CPack)
