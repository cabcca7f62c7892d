# tidegate_mend_kokkos()
# Makes the target Kokkos::kokkos of Debian 12 usable: it carries /usr/lib/include, which does not
# exist, so that nothing that links it can be generated. Its headers also warn under C++20, and are
# system headers from then on. A Kokkos whose folders all exist stays as it is, and so does one that is
# built with the project.
# Decides: that one repair. Refuses to know: which Kokkos there is and who links it.

include_guard(GLOBAL)

function(tidegate_mend_kokkos)
  get_target_property(folders Kokkos::kokkos INTERFACE_INCLUDE_DIRECTORIES)
  get_target_property(imported Kokkos::kokkos IMPORTED)
  if(NOT folders OR NOT imported)
    return()
  endif()
  foreach(folder IN LISTS folders)
    if(NOT folder MATCHES "\\$<" AND NOT EXISTS "${folder}")
      set_target_properties(Kokkos::kokkos PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${Kokkos_INCLUDE_DIRS}"
        INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${Kokkos_INCLUDE_DIRS}")
      return()
    endif()
  endforeach()
endfunction()
