#include "server/base_check.h"

#include "index/seal/verify_but.h"
#include "server/runs.h"

namespace schakel {

BaseCheck::BaseCheck(const StoreLayout& layout, const std::string& base)
    : epoch_(std::async(std::launch::async,
                        [folder = layout.epoch(base)]() -> Result<void> {
                          const auto seal = verify_seal_but(folder, "records.bin");
                          return seal ? Result<void>() : std::unexpected(seal.error());
                        })),
      lists_(std::async(std::launch::async, [layout, base]() -> Result<std::optional<std::uint32_t>> {
        const auto tops = runs_of(layout, base);
        if (tops.empty()) return std::nullopt;
        if (const auto sound = verify_run(layout, base, tops.back()); !sound) return std::unexpected(sound.error());
        return tops.back();
      })) {}

}  // namespace schakel
