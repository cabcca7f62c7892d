# What the page of `tidegate render html` carries: style, script, guide, and uPlot for its zoom.
# Decides: where they come from. Refuses to know: the page.
#
# tidegate_site_assets(<out.cpp>) writes the source file that holds them. Nothing of it is needed to
# build: without npm, or without its registry, pages have still pictures instead of a zoom.

option(TIDEGATE_ZOOM "Take uPlot from npm, where npm is there, so that pages can zoom histories"
  ${PROJECT_IS_TOP_LEVEL})

# The folder of uPlot at the version of the lock file; empty where it cannot be had.
function(tidegate_find_uplot folder_variable)
  set(site ${PROJECT_SOURCE_DIR}/gate/tidegate/render/site)
  set(copy ${PROJECT_BINARY_DIR}/npm/site)
  set(found ${copy}/node_modules/uplot/dist)
  set(${folder_variable} "" PARENT_SCOPE)
  find_program(TIDEGATE_NPM npm)
  if(NOT TIDEGATE_ZOOM OR NOT TIDEGATE_NPM)
    return()
  endif()
  file(SHA256 ${site}/package-lock.json wanted)
  set(have "")
  if(EXISTS ${copy}/taken)
    file(READ ${copy}/taken have)
  endif()
  if(NOT have STREQUAL wanted OR NOT EXISTS ${found})
    file(COPY ${site}/package.json ${site}/package-lock.json DESTINATION ${copy})
    execute_process(
      COMMAND ${TIDEGATE_NPM} ci --ignore-scripts --no-audit --no-fund --fetch-retries=0 --fetch-timeout=20000
      WORKING_DIRECTORY ${copy} RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET TIMEOUT 60)
    if(failed OR NOT EXISTS ${found})
      message(STATUS "uPlot could not be taken from npm: pages will have still pictures of histories")
      return()
    endif()
    file(WRITE ${copy}/taken ${wanted})
  endif()
  set(${folder_variable} ${found} PARENT_SCOPE)
endfunction()

# A text that is put into a script or style element must not end it.
function(tidegate_check_embeddable name text)
  string(TOLOWER "${text}" text)
  foreach(end IN ITEMS "</script" "</style" "<!--" ")~~~~\"")
    string(FIND "${text}" "${end}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${name} has '${end}' in it and cannot stand within a page.")
    endif()
  endforeach()
endfunction()

function(tidegate_site_assets out)
  set(site ${PROJECT_SOURCE_DIR}/gate/tidegate/render/site)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${site}/site.css ${site}/site.js ${site}/guide.html ${site}/package-lock.json)
  file(READ ${site}/site.css site_style)
  file(READ ${site}/site.js site_script)
  file(READ ${site}/guide.html site_guide)
  tidegate_check_embeddable(site.css "${site_style}")
  tidegate_check_embeddable(site.js "${site_script}")
  string(SHA256 script_digest "${site_script}")
  set(zoom_style "")
  set(zoom_script "")
  set(zoom_digest "")
  tidegate_find_uplot(uplot)
  if(uplot)
    file(READ ${uplot}/uPlot.min.css zoom_style)
    file(READ ${uplot}/uPlot.iife.min.js zoom_script)
    tidegate_check_embeddable(uPlot.min.css "${zoom_style}")
    tidegate_check_embeddable(uPlot.iife.min.js "${zoom_script}")
    string(SHA256 zoom_digest "${zoom_script}")
  endif()
  configure_file(${site}/site_assets.cpp.in ${out} @ONLY)
endfunction()
