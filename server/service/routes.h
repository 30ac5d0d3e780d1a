// What the service answers, as one table. docs/api.md shows it; the OpenAPI document is made from it.
#pragma once

#include <google/protobuf/message.h>

#include <optional>
#include <span>
#include <string_view>

#include "server/access/permissions.h"
#include "server/service/body_bounds.h"
#include "server/service/call.h"

namespace schakel {

enum class Door {
  kOpen,     // anyone
  kSession,  // anyone; who shows credentials is told who they are
  kAccount,  // whoever may do the action, for a purpose
};

using Operation = Answered<void> (*)(Call& call, const google::protobuf::Message& request,
                                     google::protobuf::Message& answer);

struct Route {
  std::string_view method, path;
  Door door = Door::kAccount;
  std::optional<Action> action;                        // of Door::kAccount
  const google::protobuf::Message* request = nullptr;  // null: none is read
  const google::protobuf::Message* answer = nullptr;   // null: a text of its own, told by `type`
  std::string_view type;                               // of such a text
  Operation run = nullptr;                             // null with such a text
  std::string_view summary;
  std::string_view tag;
  std::size_t most_bytes = kMostBodyBytes;  // of a body, whatever its form; beyond: 413
  int status = 200;                         // of an answer; 202 where the work goes on behind it
};

// In the order of docs/api.md; at most kMostRoutes (metrics.h). Paths are whole: nothing stands in them but these.
[[nodiscard]] std::span<const Route> routes();

struct Routed {
  const Route* route = nullptr;  // null where the path is known and the method is not
  std::size_t number = 0;
};

// Nothing for an unknown path.
[[nodiscard]] std::optional<Routed> find_route(std::string_view method, std::string_view path);

// "GET, POST": what a known path takes.
[[nodiscard]] std::string methods_of(std::string_view path);

}  // namespace schakel
