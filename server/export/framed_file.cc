#include "server/export/framed_file.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/task_arena.h>
#include <zstd.h>

#include <algorithm>
#include <atomic>
#include <memory>

#include "index/parallel/pipeline.h"
#include "server/files/out_file.h"

namespace schakel {
namespace {

constexpr int kLevel = 1;  // rows of one list say much the same: higher levels take longer and gain little

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

// One worker's buffers, used again for every piece.
class Framer {
 public:
  Framer() : context_(ZSTD_createCCtx()) {
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }

  Result<std::string> frame(std::size_t piece, const PieceText& text) {
    text_.clear();
    if (auto written = text(piece, text_); !written) return std::unexpected(written.error());
    packed_.resize(std::max(packed_.size(), ZSTD_compressBound(text_.size())));
    const std::size_t size = ZSTD_compress2(context_.get(), packed_.data(), packed_.size(), text_.data(), text_.size());
    if (ZSTD_isError(size)) return fail(ErrorCode::kIo, std::string("cannot compress: ") + ZSTD_getErrorName(size));
    return packed_.substr(0, size);
  }

 private:
  std::unique_ptr<ZSTD_CCtx, FreeContext> context_;
  std::string text_;
  std::string packed_;
};

}  // namespace

Result<void> write_framed_file(const std::filesystem::path& file, std::size_t pieces, const PieceText& text,
                               const PieceDone& done) {
  auto out = OutFile::create(file, Compression::kNone);
  if (!out) return std::unexpected(out.error());
  tbb::enumerable_thread_specific<Framer> framers;
  std::atomic<bool> stopped{false};
  Result<void> result;
  std::size_t next = 0, written = 0;

  const auto number = [&] { return next == pieces || stopped ? std::nullopt : std::optional(next++); };
  const auto frame = [&](std::size_t piece) {
    return stopped ? Result<std::string>{} : framers.local().frame(piece, text);
  };
  const auto append = [&](const Result<std::string>& framed) {
    if (stopped) return;
    result = framed ? out->append(*framed) : std::unexpected(framed.error());
    stopped = !result;
    if (result) done(written++);
  };
  const std::size_t tokens = std::size_t{4} * static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  run_pipeline<std::size_t, Result<std::string>>(tokens, number, frame, append);
  if (!result) return result;
  const auto committed = out->commit();
  if (!committed) return std::unexpected(committed.error());
  return {};
}

}  // namespace schakel
