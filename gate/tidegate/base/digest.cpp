#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <tidegate/base/digest.hpp>

namespace tidegate {

std::string digest(const void* bytes, std::size_t size) {
  const boost::uuids::name_generator_sha1 generator(boost::uuids::ns::oid());
  return boost::uuids::to_string(generator(bytes, size));
}

std::string digest(std::string_view text) { return digest(text.data(), text.size()); }

}  // namespace tidegate
