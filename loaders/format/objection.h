// Why something that was read does not come in, before it is known in which file and row it stood.
#pragma once

#include <string>

namespace schakel {

struct Objection {
  std::string code;     // stable; docs/formats.md lists them
  std::string field;    // path of the field, "requirements[2].minLevel"; empty: the row as a whole
  std::string message;  // what was found and what was expected, in a sentence
  std::string found;    // the key or the value at fault as it stood, at most 200 bytes; may be empty
};

}  // namespace schakel
