#include <gtest/gtest.h>

#include <tidegate/row/protocol.hpp>

#include "sample_rows.hpp"

namespace tidegate {
namespace {

const TextSource source{"list", 1};

Outcome<CaseListing> listing(std::string_view text) {
  return listing_from_json(parse_json(text, source).value(), source);
}

Outcome<AttemptSpec> spec(std::string_view text) {
  return spec_from_json(parse_json(text, source).value(), source);
}

constexpr const char* key_fields = R"("case":"c","point":{},"provider":"p","platform":"serial")";

TEST(Protocol, AListingComesBack) {
  const CaseListing sent{sample::key(), true, true, "no GPU here", {"/src/bench/c.cpp", 9}};
  const auto read = listing(to_json_line(sent));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->key.text(), sent.key.text());
  EXPECT_TRUE(read->reference);
  EXPECT_TRUE(read->representative);
  EXPECT_EQ(read->skip_reason, "no GPU here");
  EXPECT_EQ(read->source, sent.source) << "an absolute path: the runner knows what to do with it";
}

TEST(Protocol, APlaceThatIsNoneCostsNoRow) {
  for (const char* place : {R"("x.cpp")", R"({"file":"x.cpp"})", R"({"file":"x.cpp","line":0})",
                            R"({"file":3,"line":1})", R"({"file":"x.cpp","line":99999999999})"}) {
    const auto read =
        listing(std::string("{\"protocol\":1,") + key_fields + ",\"source\":" + place + "}");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_FALSE(read->source.known()) << place;
  }
}

TEST(Protocol, OnlyPathsInsideARepositoryArePlacesOfRows) {
  EXPECT_TRUE(is_inside_repository("bench/a..b/cases.cpp"));
  for (const char* file : {"", "/etc/passwd", "../x.cpp", "a/../../x.cpp", "a/..", "a\nb"}) {
    EXPECT_FALSE(is_inside_repository(file)) << file;
  }
}

TEST(Protocol, ASpecComesBack) {
  AttemptSpec sent;
  sent.run_id = "r";
  sent.key = sample::key();
  sent.seed = ~0ULL;
  sent.warmup = 7;
  sent.samples = 300;
  sent.min_sample_s = 0.1 + 0.2;
  sent.budget_s = 1e-9;
  sent.criterion = Criterion::entropy;
  sent.hard_budget_s = 2.5;
  sent.cache_cold = 7;
  sent.count_calls = 4;
  sent.on_fallback = OnFallback::refuse;
  const auto read = spec(to_json_line(sent));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->run_id, sent.run_id);
  EXPECT_EQ(read->key.text(), sent.key.text());
  EXPECT_EQ(read->seed, sent.seed);
  EXPECT_EQ(read->warmup, sent.warmup);
  EXPECT_EQ(read->samples, sent.samples);
  EXPECT_EQ(read->min_sample_s, sent.min_sample_s);
  EXPECT_EQ(read->budget_s, sent.budget_s);
  EXPECT_EQ(read->criterion, Criterion::entropy);
  EXPECT_EQ(read->hard_budget_s, 2.5);
  EXPECT_EQ(read->cache_cold, 7U);
  EXPECT_EQ(read->count_calls, sent.count_calls);
  EXPECT_EQ(read->on_fallback, OnFallback::refuse);
}

TEST(Protocol, WhatIsLeftOutHasDefaultsAndWhatIsNewIsIgnored) {
  const auto read =
      spec(std::string(R"({"protocol":1,"run_id":"r","cheese":[1],)") + key_fields + "}");
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->warmup, AttemptSpec{}.warmup);
  EXPECT_EQ(read->samples, AttemptSpec{}.samples);
  EXPECT_EQ(read->count_calls, 0U);
  EXPECT_EQ(read->on_fallback, OnFallback::warn);
  const auto listed = listing(std::string(R"({"protocol":1,"cheese":null,)") + key_fields + "}");
  ASSERT_TRUE(listed) << listed.error().what;
  EXPECT_FALSE(listed->reference);
  EXPECT_EQ(listed->skip_reason, "");
}

TEST(Protocol, AnotherVersionIsRefused) {
  for (const char* version : {"0", "2"}) {
    const auto read = listing(std::string(R"({"protocol":)") + version + "," + key_fields + "}");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::incompatible);
    EXPECT_NE(read.error().what.find(version), std::string::npos);
  }
}

TEST(Protocol, WrongFieldsAreNamed) {
  const std::pair<const char*, const char*> specs[] = {
      {R"("protocol":"1","run_id":"r")", "protocol is \"1\""},
      {R"("run_id":"r")", "protocol is missing"},
      {R"("protocol":1)", "run_id is missing"},
      {R"("protocol":1,"run_id":"r","samples":0)", "samples is 0"},
      {R"("protocol":1,"run_id":"r","samples":5000000000)", "samples is 5000000000, too many"},
      {R"("protocol":1,"run_id":"r","warmup":0)", "warmup is 0"},
      {R"("protocol":1,"run_id":"r","warmup":-1)", "warmup is -1"},
      {R"("protocol":1,"run_id":"r","budget_s":0)", "budget_s is 0 s"},
      {R"("protocol":1,"run_id":"r","criterion":"luck")", "criterion is 'luck', which is no"},
      {R"("protocol":1,"run_id":"r","hard_budget_s":0)", "hard_budget_s is 0 s, not above 0"},
      {R"("protocol":1,"run_id":"r","cache_cold":-1)", "cache_cold is -1"},
      {R"("protocol":1,"run_id":"r","min_sample_s":"2ms")", "min_sample_s is \"2ms\""},
      {R"("protocol":1,"run_id":"r","seed":-1)", "seed is -1"},
  };
  for (const auto& [fields, sentence] : specs) {
    const auto read = spec(std::string("{") + fields + "," + key_fields + "}");
    ASSERT_FALSE(read) << fields;
    EXPECT_NE(read.error().what.find(sentence), std::string::npos) << read.error().what;
    EXPECT_FALSE(read.error().hint.empty());
  }
  const std::pair<const char*, const char*> listings[] = {
      {R"([])", "a listing is an array but must be an object"},
      {R"({"protocol":1,"point":{},"provider":"p","platform":"s"})", "case is missing"},
      {R"({"protocol":1,"case":"c","provider":"p","platform":"s"})", "point is missing"},
      {R"({"protocol":1,"case":"c","point":{},"platform":"s"})", "provider is missing"},
      {R"({"protocol":1,"case":"c","point":{},"provider":"p"})", "platform is missing"},
  };
  for (const auto& [text, sentence] : listings) {
    const auto read = listing(text);
    ASSERT_FALSE(read) << text;
    EXPECT_NE(read.error().what.find(sentence), std::string::npos) << read.error().what;
  }
}

TEST(Protocol, ACaseIsTheNameOfAFile) {
  const auto named = [](const std::string& name) {
    return listing(R"({"protocol":1,"case":")" + name +
                   R"(","point":{},"provider":"p","platform":"s"})");
  };
  EXPECT_TRUE(named(std::string(200, 'c')));
  const auto longer = named(std::string(201, 'c'));
  ASSERT_FALSE(longer);
  EXPECT_NE(longer.error().what.find("has 201 bytes, 200 at most"), std::string::npos)
      << longer.error().what;
  EXPECT_FALSE(named("a/b"));
}

}  // namespace
}  // namespace tidegate
