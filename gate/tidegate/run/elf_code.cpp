#include <algorithm>
#include <array>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <gelf.h>
#include <libelf.h>

#include <tidegate/base/descriptor.hpp>
#include <tidegate/base/digest.hpp>
#include <tidegate/run/elf_code.hpp>

namespace tidegate::run {
namespace {

namespace fs = std::filesystem;

struct EndElf {
  void operator()(Elf* elf) const { elf_end(elf); }
};
using ElfHandle = std::unique_ptr<Elf, EndElf>;

/// Loaded, and yet no part of what is computed: unwinding, names, where libraries are looked for,
/// and the lines on which cases are declared (measure/case_registry).
constexpr std::array<std::string_view, 10> aside{
    ".eh_frame", ".eh_frame_hdr", ".gcc_except_table", ".interp", ".dynstr",
    ".dynsym",   ".dynamic",      ".gnu.hash",         ".hash",   "tidegate_lines"};

/// Where nvcc puts the images for GPUs.
constexpr std::array<std::string_view, 3> for_devices{".nv_fatbin", "__nv_relfatbin",
                                                      ".hip_fatbin"};

template <std::size_t n>
bool is_among(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool counts(const GElf_Shdr& header, std::string_view name) {
  if ((header.sh_flags & SHF_ALLOC) == 0 || header.sh_size == 0) return false;
  const bool has_content = header.sh_type != SHT_NOBITS && header.sh_type != SHT_NOTE;
  const bool of_symbols = header.sh_type == SHT_GNU_versym || header.sh_type == SHT_GNU_verneed ||
                          header.sh_type == SHT_GNU_verdef;
  return has_content && !of_symbols && !is_among(aside, name);
}

tl::unexpected<Error> torn(const fs::path& path) {
  return fail(ErrorKind::bad_input,
              fmt::format("{} is an ELF file whose sections cannot be read", path.string()),
              "Build it again.");
}

/// The names that a file takes from other files: two that differ in them alone call other
/// functions. Versions are left out: the libraries' own digests tell those apart.
Outcome<std::string> imports_of(Elf_Scn* section, const GElf_Shdr& header, Elf* elf,
                                const fs::path& path) {
  Elf_Data* data = elf_getdata(section, nullptr);
  if (data == nullptr || header.sh_entsize == 0) return torn(path);
  std::string names;
  const std::size_t count = header.sh_size / header.sh_entsize;
  for (std::size_t i = 0; i < count; ++i) {
    GElf_Sym symbol;
    if (gelf_getsym(data, static_cast<int>(i), &symbol) == nullptr) return torn(path);
    if (symbol.st_shndx != SHN_UNDEF) continue;
    const char* name = elf_strptr(elf, header.sh_link, symbol.st_name);
    if (name != nullptr) names += fmt::format("{}\n", name);
  }
  return fmt::format("imports {}\n", digest(names));
}

/// `name size digest`: a section's line.
Outcome<std::string> line_of(Elf_Scn* section, const fs::path& path, std::string_view name) {
  const Elf_Data* data = elf_rawdata(section, nullptr);
  if (data == nullptr || (data->d_buf == nullptr && data->d_size > 0)) return torn(path);
  return fmt::format("{} {} {}\n", name, data->d_size, digest(data->d_buf, data->d_size));
}

Outcome<ElfCode> read_sections(Elf* elf, const fs::path& path) {
  std::size_t names = 0;
  if (elf_getshdrstrndx(elf, &names) != 0) return torn(path);
  ElfCode code;
  Elf_Scn* section = nullptr;
  while ((section = elf_nextscn(elf, section)) != nullptr) {
    GElf_Shdr header;
    if (gelf_getshdr(section, &header) == nullptr) return torn(path);
    const char* text = elf_strptr(elf, names, header.sh_name);
    const std::string_view name = text == nullptr ? "" : text;
    if (name == ".interp") code.is_dynamic = true;
    const bool dynamic_symbols = header.sh_type == SHT_DYNSYM;
    if (!dynamic_symbols && !counts(header, name)) continue;
    const auto line =
        dynamic_symbols ? imports_of(section, header, elf, path) : line_of(section, path, name);
    if (!line) return pass_on(line);
    (is_among(for_devices, name) ? code.device : code.host) += *line;
  }
  // No section at all: the table at the end of the file is cut off, and "equal" would mean nothing.
  if (code.host.empty()) return torn(path);
  return code;
}

}  // namespace

Outcome<ElfCode> elf_code(const fs::path& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) {
    return fail(ErrorKind::io, fmt::format("{} cannot be read", path.string()),
                "Check the path and its permissions.");
  }
  elf_version(EV_CURRENT);
  const ElfHandle elf(elf_begin(file.get(), ELF_C_READ, nullptr));
  if (!elf || elf_kind(elf.get()) != ELF_K_ELF) {
    return fail(ErrorKind::missing, fmt::format("{} is no ELF file", path.string()),
                "A script has no machine code of its own to compare.");
  }
  return read_sections(elf.get(), path);
}

}  // namespace tidegate::run
