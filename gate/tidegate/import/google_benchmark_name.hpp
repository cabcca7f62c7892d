/// The name of a google-benchmark as a key.
/// Decides: what is the case, what are its axes, where it runs. Refuses to know: files and
/// programs; a name in a listing and the same name in a result give the same key.
#pragma once

#include <string_view>

#include <tidegate/row/case_id.hpp>

namespace tidegate::foreign {

/// `BM_sum/n:256/64/real_time/threads:2` is the case `BM_sum` at
/// `n=256,arg1=64,time=real_time,threads=2`: parts with a name keep it, others are counted, the
/// arguments of a template become `template`. Letters that a case cannot have are squeezed out of
/// it; its text then stands in the axis `name`. The platform is `threads` for more than one thread
/// or with `process_time`, by which authors say that the code has threads of its own; else
/// `serial`. The provider stays empty.
Key google_benchmark_key(std::string_view name);

}  // namespace tidegate::foreign
