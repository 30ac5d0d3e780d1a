// What the law keeps out: protected attributes, identity, and a maximum of experience (data/reference/refused.tsv). The
// schema has no field for them, so they come as unknown fields or unknown kinds of requirement.
#pragma once

#include "loaders/format/objection.h"

namespace schakel {

// The objection with the law's code and reason when the law forbids what the unknown field or the unknown kind of
// requirement names; otherwise as it was. Thread-safe.
[[nodiscard]] Objection name_the_law(Objection objection);

// Whether a refused row about a person must not be kept: it names what may not be recorded, or may well do so.
[[nodiscard]] bool may_tell_too_much(const Objection& objection);

}  // namespace schakel
