/// Memory of a CUDA device and waiting for it, for code that the host's compiler compiles.
/// Decides: that every failed call is an exception with CUDA's own words. Refuses to know: kernels.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace kernels::cuda {

/// Why no device can be used here, in CUDA's words; empty when one can.
std::string why_no_device();

/// Waits until everything that was launched has finished. Throws std::runtime_error when a launch
/// or a kernel failed: a result that was never computed must not be timed.
void synchronize();

/// Throws std::runtime_error when the launch just made was refused.
void check_launch();

namespace detail {
void* allocate(std::size_t bytes);
void release(void* memory) noexcept;
void copy_in(void* device, const void* host, std::size_t bytes);
void copy_out(void* host, const void* device, std::size_t bytes);
}  // namespace detail

/// `size` elements of T in device memory, uninitialised until copied to.
template <class T>
class DeviceArray {
 public:
  explicit DeviceArray(std::size_t size)
      : size_(size),
        data_(size == 0 ? nullptr : static_cast<T*>(detail::allocate(size * sizeof(T)))) {}
  explicit DeviceArray(const std::vector<T>& host) : DeviceArray(host.size()) { assign(host); }
  DeviceArray(DeviceArray&& other) noexcept
      : size_(std::exchange(other.size_, 0)), data_(std::exchange(other.data_, nullptr)) {}
  DeviceArray(const DeviceArray&) = delete;
  DeviceArray& operator=(const DeviceArray&) = delete;
  DeviceArray& operator=(DeviceArray&&) = delete;
  ~DeviceArray() { detail::release(data_); }

  T* data() { return data_; }
  const T* data() const { return data_; }
  std::size_t size() const { return size_; }

  /// Copies `host`, which has at least size() elements.
  void assign(const std::vector<T>& host) {
    detail::copy_in(data_, host.data(), size_ * sizeof(T));
  }
  /// A copy in host memory; waits for the device.
  std::vector<T> to_host() const {
    std::vector<T> host(size_);
    detail::copy_out(host.data(), data_, size_ * sizeof(T));
    return host;
  }

 private:
  std::size_t size_;
  T* data_;
};

}  // namespace kernels::cuda
