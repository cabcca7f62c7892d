/// Boost.Process v2's compiled part. It takes ten seconds to compile and stands alone for that
/// reason; child_process.cpp is the only file that uses it.
#include <boost/process/v2/src.hpp>
