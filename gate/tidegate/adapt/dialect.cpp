#include <tidegate/adapt/dialect.hpp>

namespace tidegate::adapt {

Taken failed(const Ran& ran) {
  Taken taken;
  taken.finished = ran.finished;
  return taken;
}

}  // namespace tidegate::adapt
