#include <tidegate/bisect/answer.hpp>

namespace tidegate::bisect {

std::string_view answer_name(Answer answer) {
  switch (answer) {
    case Answer::good:
      return "good";
    case Answer::bad:
      return "bad";
    case Answer::untestable:
      break;
  }
  return "untestable";
}

std::optional<Answer> answer_from(std::string_view name) {
  for (const Answer answer : {Answer::good, Answer::bad, Answer::untestable}) {
    if (answer_name(answer) == name) return answer;
  }
  return std::nullopt;
}

}  // namespace tidegate::bisect
