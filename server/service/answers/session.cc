#include "server/service/answers/operation.h"

namespace schakel {
namespace {

bool prefers_english(const HttpRequest& request) { return request.header("accept-language").starts_with("en"); }

}  // namespace

Answered<void> tell_session(Call& call, api::Session& answer) {
  const bool english = prefers_english(call.request);
  answer.set_version(call.shared.version);
  if (call.shared.demo) {
    answer.set_demo(true);
    for (const DemoLogin& login : call.shared.demo->logins) {
      auto& told = *answer.add_demo_accounts();
      told.set_account(login.account);
      told.set_role(login.role);
      told.set_name(english ? login.english : login.dutch);
      told.set_purpose(login.purpose);
      told.set_token(login.token);
    }
  }
  const Caller& caller = call.caller;
  if (caller.account.empty()) return {};
  answer.set_account(caller.account);
  answer.set_role(std::string(role_name(caller.role)));
  answer.set_organisation(caller.organisation);
  for (const std::string& code : caller.purposes) {
    const Purpose* purpose = call.shared.guard.purposes().find(code);
    if (purpose == nullptr) continue;
    auto& told = *answer.add_purposes();
    told.set_code(code);
    told.set_name(english ? purpose->english : purpose->dutch);
    told.set_persons(purpose->persons);
  }
  for (const Action action : all_actions())
    if (allowed(caller.role, action)) answer.add_actions(std::string(action_name(action)));
  answer.set_persons_per_hour(call.shared.guard.persons_per_hour(caller));
  return {};
}

Answered<void> tell_live(Call&, api::Health& answer) {
  answer.set_status("live");
  return {};
}

Answered<void> tell_ready(Call& call, api::Health& answer) {
  if (call.shared.stopping) return refuse(503, "stopping", "The service is stopping");
  answer.set_status("ready");
  answer.set_epoch(call.open->id());
  return {};
}

}  // namespace schakel
