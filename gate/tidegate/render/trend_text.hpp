/// A history for readers: a table of its commits with the changes among them, and its sentences.
/// Decides: the columns and the words: a change is `detected`, and its size stands beside it.
/// Refuses to know: any statistic, and whether a change is good.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tidegate/judge/history.hpp>

namespace tidegate::render {

/// `sort[n=512] naive/serial, warm time, on cpu-00000001`
std::string trend_title(const judge::History& history);

/// The first twelve digits.
std::string short_commit(std::string_view commit);

/// `+9.9 %`, or `from 0 B` where there is no ratio.
std::string size_of(const judge::HistoryChange& change);

/// `+9.9 % detected between 0a1b2c3d4e5f and 1b2c3d4e5f6a (1.003 ms to 1.103 ms, p 0.001)`
std::string change_sentence(const judge::History& history, const judge::HistoryChange& change);

/// Which points stand in the order of measuring for want of a better; empty when none does.
std::string order_sentence(const judge::History& history);

/// The title, a line a commit with its date, value and runs, and below what changed.
std::string trend_text(const judge::History& history);

/// Why rows became no point: `3 rows left out: of quick runs`. None when all did.
std::vector<std::string> left_out_sentences(const judge::LeftOut& left_out);

}  // namespace tidegate::render
