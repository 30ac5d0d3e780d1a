// Things that are dear to make and good for one thread at a time, kept for whoever comes next.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace schakel {

// Thread-safe. A lease must not outlive its pool.
template <class T>
class Pool {
 public:
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<T> item) : pool_(&pool), item_(std::move(item)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (item_) pool_->give_back(std::move(item_));
    }
    T& operator*() const { return *item_; }
    T* operator->() const { return item_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<T> item_;
  };

  // One that is free, or what `make` makes.
  template <class Make>
  [[nodiscard]] Lease take(const Make& make) {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        auto item = std::move(free_.back());
        free_.pop_back();
        return {*this, std::move(item)};
      }
    }
    return {*this, make()};
  }
  [[nodiscard]] Lease take() {
    return take([] { return std::make_unique<T>(); });
  }

 private:
  void give_back(std::unique_ptr<T> item) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(item));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

}  // namespace schakel
