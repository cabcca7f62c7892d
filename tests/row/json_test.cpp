#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include <tidegate/row/json.hpp>

#include "fakes/temp_folder.hpp"

namespace tidegate {
namespace {

const TextSource source{"rows.jsonl", 7};

double read_back(double value) {
  const auto json = parse_json(json_line(Json(value)), source);
  return json && json->is_double() ? json->get_double() : std::nan("");
}

TEST(Json, EveryDoubleComesBackBitForBit) {
  std::mt19937_64 random(20261121);
  std::size_t tried = 0;
  while (tried < 300'000) {
    const double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    ++tried;
    ASSERT_EQ(std::bit_cast<std::uint64_t>(read_back(value)), std::bit_cast<std::uint64_t>(value))
        << json_line(Json(value));
  }
}

TEST(Json, TimesInSecondsComeBackBitForBit) {
  // The scale at which the library's own reading is off by up to 2 ulp in a third of all cases.
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> nanoseconds(1e-9, 1e-8);
  for (int i = 0; i < 100'000; ++i) {
    const double value = nanoseconds(random);
    ASSERT_EQ(read_back(value), value) << json_line(Json(value));
  }
}

TEST(Json, EdgesOfDoubleComeBack) {
  using Limits = std::numeric_limits<double>;
  for (const double value : {Limits::denorm_min(), Limits::min(), Limits::max(), Limits::lowest(),
                             Limits::epsilon(), 0.0, 1.0, 512.0, 1e15, 1e22, 9007199254740993.0,
                             0.1 + 0.2, std::nextafter(Limits::min(), 0.0)}) {
    EXPECT_EQ(read_back(value), value) << value;
  }
  EXPECT_TRUE(std::signbit(read_back(-0.0)));
}

TEST(Json, NumbersAreWrittenShort) {
  EXPECT_EQ(json_line(Json(0.1)), "0.1");
  EXPECT_EQ(json_line(Json(512.0)), "512.0");
  EXPECT_EQ(json_line(Json(1e-9)), "1e-09");
  EXPECT_EQ(json_line(Json(-3)), "-3");
  EXPECT_EQ(json_line(Json(std::numeric_limits<std::uint64_t>::max())), "18446744073709551615");
}

TEST(Json, NotANumberIsNull) {
  EXPECT_EQ(json_line(Json(std::nan(""))), "null");
  EXPECT_EQ(json_line(Json(HUGE_VAL)), "null");
  EXPECT_EQ(json_line(Json(-HUGE_VAL)), "null");
}

TEST(Json, AnyTextComesBack) {
  std::string all;
  for (int letter = 0; letter < 128; ++letter) all += static_cast<char>(letter);
  all += "\xC2\x80 \xE2\x82\xAC \xF0\x9F\x8C\x8A \xED\x9F\xBF \xF4\x8F\xBF\xBF";
  const std::string line = json_line(Json(all));
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto json = parse_json(line, source);
  ASSERT_TRUE(json) << json.error().what;
  EXPECT_EQ(std::string(json->get_string()), all);
}

TEST(Json, WhatIsNotUtf8IsReplaced) {
  for (const char* bad : {"a\xFFz", "a\xC3z", "a\xC0\x80z", "a\xED\xA0\x80z", "a\xF5\x80\x80\x80z",
                          "a\xE2\x82z", "a\xF4\x90\x80\x80z", "a\xE0\x80\x80z", "a\x80z"}) {
    const auto json = parse_json(json_line(Json(bad)), source);
    ASSERT_TRUE(json) << json.error().what;
    const std::string text(json->get_string());
    EXPECT_EQ(text.substr(0, 4), "a\xEF\xBF\xBD");
    EXPECT_EQ(text.back(), 'z');
  }
  EXPECT_EQ(json_line(Json("\xE2\x82")), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(Json, PrettyIsForPeople) {
  const auto json = parse_json(R"({"a":[1,{"b":null}],"c":{},"d":[]})", source);
  ASSERT_TRUE(json);
  const char* pretty = R"({
  "a": [
    1,
    {
      "b": null
    }
  ],
  "c": {},
  "d": []
}
)";
  EXPECT_EQ(json_pretty(*json), pretty);
  EXPECT_EQ(json_line(parse_json(pretty, source).value()), R"({"a":[1,{"b":null}],"c":{},"d":[]})");
}

TEST(Json, SaysWhatIsWrongAndWhere) {
  struct Case {
    std::string text;
    const char* place;
    const char* reason;
  };
  const Case cases[] = {
      {"", "rows.jsonl:7, column 1", "ends too early"},
      {"{\"a\": 1", "rows.jsonl:7, column 8", "ends too early"},
      {"{\"a\": nope}", "rows.jsonl:7, column 7", "not valid JSON"},
      {"{\n \"a\": 1,\n \"b\": ]\n}", "rows.jsonl:9, column 7", "not valid JSON"},
      {"{} {}", "rows.jsonl:7, column 4", "text after the JSON value"},
      {"[1e400]", "rows.jsonl:7", "too large or too small"},
      {"[-1e400]", "rows.jsonl:7", "too large or too small"},
      {"[1e99999999999]", "rows.jsonl:7", ""},
      {"[NaN]", "rows.jsonl:7", "not valid JSON"},
      {"[Infinity]", "rows.jsonl:7", "not valid JSON"},
      {"[01]", "rows.jsonl:7", "not valid JSON"},
      {"[1,]", "rows.jsonl:7", "not valid JSON"},
      {"{\"a\":1,\"a\":2}", "rows.jsonl:7, column 10", "the key 'a' stands twice"},
      {"{\"x\":{\"a\":1,\"b\":{\"a\":1},\"\\u0061\":2}}", "rows.jsonl:7",
       "the key 'a' stands twice"},
      {"\"\xC3\x28\"", "rows.jsonl:7", "not valid JSON"},
      {"\xEF\xBB\xBF{}", "rows.jsonl:7, column 1", "byte order mark"},
      {std::string(65, '[') + std::string(65, ']'), "rows.jsonl:7", "nested deeper than 64"},
  };
  for (const Case& bad : cases) {
    const auto json = parse_json(bad.text, source);
    ASSERT_FALSE(json) << bad.text;
    EXPECT_EQ(json.error().kind, ErrorKind::bad_input) << bad.text;
    EXPECT_NE(json.error().what.find(bad.place), std::string::npos) << json.error().what;
    EXPECT_NE(json.error().what.find(bad.reason), std::string::npos) << json.error().what;
    EXPECT_FALSE(json.error().hint.empty());
  }
}

TEST(Json, SixtyFourDeepIsFine) {
  EXPECT_TRUE(parse_json(std::string(64, '[') + std::string(64, ']'), source));
}

TEST(Json, EqualKeysInDifferentObjectsAreFine) {
  EXPECT_TRUE(parse_json(R"([{"a":1},{"a":{"a":2}}])", source));
}

TEST(Json, LongTextsAndNumbersSurviveTheParsersBuffers) {
  const std::string text(1 << 20, 'x');
  const auto json = parse_json("{\"" + text + "\":\"" + text + "\"}", source);
  ASSERT_TRUE(json);
  EXPECT_EQ(json->at(text).as_string().size(), text.size());
  const auto number = parse_json("0." + std::string(5000, '3'), source);
  ASSERT_TRUE(number);
  EXPECT_EQ(number->as_double(), 1.0 / 3.0);
}

class JsonFile : public TempFolder {};

TEST_F(JsonFile, IsReadWhole) {
  const auto json = read_json_file(write("a.json", "{\n\"a\": 0.1\n}\n"));
  ASSERT_TRUE(json) << json.error().what;
  EXPECT_EQ(json->at("a").as_double(), 0.1);
}

TEST_F(JsonFile, NamesTheFileAndTheLine) {
  const auto bad = read_json_file(write("b.json", "{\n\"a\": 0.1\n"));
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().what.find("b.json:3"), std::string::npos) << bad.error().what;
  const auto missing = read_json_file(folder / "c.json");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace tidegate
