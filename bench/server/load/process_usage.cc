#include "bench/server/load/process_usage.h"

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace schakel::load {

ProcessUsage usage_of(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process);
  ProcessUsage usage;
  std::ifstream stat(folder + "/stat");
  std::string line;
  if (!std::getline(stat, line)) return usage;
  std::istringstream fields(line.substr(line.rfind(')') + 2));  // behind the name, which may hold anything
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  usage.cpu_s = (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  std::ifstream status(folder + "/status");
  while (std::getline(status, line))
    if (line.starts_with("VmRSS:")) usage.resident_kib = std::stoull(line.substr(6));
  return usage;
}

}  // namespace schakel::load
