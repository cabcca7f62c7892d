/// Kokkos around the attempts of a program: one line `TIDEGATE_KOKKOS_SESSION();` in one file.
/// Header-only and included by benchmarks alone, so that tidegate::measure builds without Kokkos.
/// Decides: Kokkos gets its own argv (it would print its help for our --help), a global fence
/// stands on both sides of every sample, version and backend are facts of the row. Kokkos 3.4 to 5.
/// Refuses to know: which kernels run.
#pragma once

#include <cctype>
#include <string>

#include <Kokkos_Core.hpp>

#include <tidegate/measure/kokkos_memory.hpp>
#include <tidegate/measure/session.hpp>

namespace tidegate::measure {

/// `3.4.1` from KOKKOS_VERSION = 10000 major + 100 minor + patch.
inline std::string kokkos_version() {
  constexpr int version = KOKKOS_VERSION;
  return std::to_string(version / 10000) + '.' + std::to_string(version / 100 % 100) + '.' +
         std::to_string(version % 100);
}

/// Where the default execution space runs, in the words of the rows: `serial`, `openmp`,
/// `threads`, `cuda`. For ProviderOptions::platform; needs no running Kokkos.
inline std::string kokkos_platform() {
  std::string name = Kokkos::DefaultExecutionSpace::name();
  for (char& letter : name) {
    letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return name;
}

/// Whether the user loaded a tool, as it was right behind Kokkos's start: later our own listener
/// would count as one.
inline bool& kokkos_tool_loaded() {
  static bool loaded = false;
  return loaded;
}

inline void start_kokkos() {
  static char name[] = "tidegate-worker";
  static char* arguments[] = {name, nullptr};
  int count = 1;
  Kokkos::initialize(count, arguments);
  kokkos_tool_loaded() = Kokkos::Tools::profileLibraryLoaded();
}

inline Session kokkos_session() {
  Session session;
  session.name = "Kokkos";
  session.start = start_kokkos;
  session.stop = [] { Kokkos::finalize(); };
  session.fence = [] { Kokkos::fence(); };
  session.device_memory = kokkos_memory_watch(kokkos_tool_loaded());
  session.facts = [](Provenance& provenance) {
    provenance[Fact::kokkos_version] = kokkos_version();
    provenance[Fact::kokkos_backend] = Kokkos::DefaultExecutionSpace::name();
  };
  return session;
}

}  // namespace tidegate::measure

#define TIDEGATE_KOKKOS_SESSION()                                                                  \
  [[maybe_unused]] static const ::tidegate::measure::SessionRegistration tidegate_kokkos_session { \
    ::tidegate::measure::kokkos_session()                                                          \
  }
