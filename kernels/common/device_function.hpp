/// KERNEL_FUNCTION marks a function that host and device code may both call.
/// Decides: what that is spelled for the compiler at hand. Refuses to know: Kokkos, so that the
/// plain loops and the oracle build without it.
#pragma once

#if defined(__CUDACC__) || defined(__HIPCC__)
#define KERNEL_FUNCTION __host__ __device__
#else
#define KERNEL_FUNCTION
#endif
