/// The smallest worker there is: it measures nothing, so that what an attempt takes is what the
/// toolkit adds. Without a protocol's command line it exits at once.
/// Decides: nothing. Refuses to know: everything else.
#include <cstdio>
#include <cstring>

namespace {

int write_line(const char* path, const char* line) {
  std::FILE* file = std::fopen(path, "w");
  if (file == nullptr) return 1;
  std::fputs(line, file);
  return std::fclose(file) == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4 || std::strcmp(arguments[1], "--tidegate") != 0) return 0;
  if (std::strcmp(arguments[2], "list") == 0) {
    return write_line(
        arguments[3],
        R"({"protocol":1,"case":"nothing","point":{},"provider":"c","platform":"serial"})"
        "\n");
  }
  return count < 5 ? 64
                   : write_line(arguments[4], R"({"schema_version":1,"status":"ok",)"
                                              R"("metrics":{"warm_time":{"samples":[1]}}})"
                                              "\n");
}
