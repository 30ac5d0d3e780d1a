// The body of a request as Beast's parser fills it: memory grows with what has arrived, not with what was announced,
// and all bodies together stay within one bound.
#pragma once

#include <algorithm>
#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional.hpp>
#include <cstdint>
#include <string>
#include <utility>

namespace schakel {

// Bytes of bodies that there may be at once. Half of them are for small bodies only, so that a few clients with large
// ones keep nobody else out. Thread-safe.
class BodyBudget {
 public:
  static constexpr std::size_t kSmall = 64 << 10;

  explicit BodyBudget(std::size_t bytes) : bytes_(bytes) {}

  // For a body that has taken `held` before.
  [[nodiscard]] bool take(std::size_t bytes, std::size_t held) {
    const std::size_t most = held + bytes <= kSmall ? bytes_ : bytes_ / 2;
    if (used_.fetch_add(bytes) + bytes <= most) return true;
    used_.fetch_sub(bytes);
    return false;
  }
  void give_back(std::size_t bytes) { used_.fetch_sub(bytes); }
  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  std::size_t bytes_;
  std::atomic<std::size_t> used_{0};
};

// Bytes with their share of the budget. Move-only.
class MeteredBytes {
 public:
  MeteredBytes() = default;
  explicit MeteredBytes(BodyBudget& budget) : budget_(&budget) {}
  MeteredBytes(MeteredBytes&& other) noexcept
      : budget_(other.budget_), taken_(std::exchange(other.taken_, 0)), bytes_(std::move(other.bytes_)) {}
  MeteredBytes& operator=(MeteredBytes&& other) noexcept {
    std::swap(budget_, other.budget_);
    std::swap(taken_, other.taken_);
    bytes_.swap(other.bytes_);
    return *this;
  }
  ~MeteredBytes() {
    if (budget_ != nullptr) budget_->give_back(taken_);
  }

  // False when the budget is spent.
  [[nodiscard]] bool append(const void* data, std::size_t size) {
    if (budget_ == nullptr || !budget_->take(size, taken_)) return false;
    taken_ += size;
    bytes_.append(static_cast<const char*>(data), size);
    return true;
  }
  void reserve(std::size_t size) { bytes_.reserve(size); }

  // The bytes; their share stays taken until this goes.
  [[nodiscard]] std::string take_bytes() { return std::move(bytes_); }

 private:
  BodyBudget* budget_ = nullptr;
  std::size_t taken_ = 0;
  std::string bytes_;
};

// A Body in the sense of Beast. boost::system::errc::not_enough_memory: the budget is spent.
struct MeteredBody {
  using value_type = MeteredBytes;

  class reader {  // NOLINT(*-identifier-naming): as Beast calls it
   public:
    template <bool isRequest, class Fields>
    reader(boost::beast::http::header<isRequest, Fields>&, value_type& body) : body_(body) {}

    void init(const boost::optional<std::uint64_t>& length, boost::beast::error_code& error) {
      constexpr std::uint64_t kReserved = 64 << 10;
      if (length) body_.reserve(static_cast<std::size_t>(std::min(*length, kReserved)));
      error = {};
    }

    template <class Buffers>
    std::size_t put(const Buffers& buffers, boost::beast::error_code& error) {
      std::size_t size = 0;
      error = {};
      for (const auto buffer : boost::beast::buffers_range_ref(buffers)) {
        if (!body_.append(buffer.data(), buffer.size())) {
          error = make_error_code(boost::system::errc::not_enough_memory);
          return size;
        }
        size += buffer.size();
      }
      return size;
    }

    void finish(boost::beast::error_code& error) { error = {}; }

   private:
    value_type& body_;
  };
};

}  // namespace schakel
