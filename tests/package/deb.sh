#!/usr/bin/env bash
# The Debian package: its control fields, what it depends on, where its files lie, and that it is the
# same program. Installing it is for a root of its own and for hands.
# Arguments: <tidegate> <tests/end_to_end> <cpack> <build tree>
. "$2/lib.sh"
cpack=$3 build=$4
for needed in dpkg-deb dpkg-shlibdeps file; do
  command -v $needed >/dev/null || { echo "no $needed here: cmake/setup.sh"; exit 77; }
done
expect 0 "$cpack" --config "$build/CPackConfig.cmake" -G DEB -B "$work/packed"
package=$(echo packed/tidegate_*.deb)
[ -s "$package" ] || fail "cpack wrote no package"

field() { dpkg-deb -f "$package" "$1"; }
[ "$(field Package)" = tidegate ] || fail "Package: $(field Package)"
[ "$(field Architecture)" = "$(dpkg --print-architecture)" ] || fail "Architecture: $(field Architecture)"
[ "tidegate $(field Version)" = "$("$tidegate" --version)" ] || fail "Version: $(field Version)"
for name in Maintainer Description Section Priority Installed-Size; do
  [ -n "$(field $name)" ] || fail "no field $name"
done
# What the program loads, read off it, and what find_package needs.
field Depends | tr ',' '\n' | sed 's/^ *//; s/ (.*//' > depends
for wanted in libc6 libstdc++6 libfmt9 libelf1 git libboost-json1.81-dev libexpected-dev libfmt-dev; do
  grep -qxF "$wanted" depends || fail "Depends lacks $wanted: $(field Depends)"
done
! field Description | grep -E '^ [^ .]' | grep -vE '^ .{1,80}$' || fail "a line of the description is too long"

dpkg-deb --fsys-tarfile "$package" > files.tar
tar -tvf files.tar > listed
has() { grep -qE " \./$1\$" listed || fail "the package lacks $1"; }
has usr/bin/tidegate
has usr/include/tidegate/measure/benchmark.hpp
has 'usr/lib.*/libtidegate_measure\.a'
has 'usr/lib.*/cmake/tidegate/tidegateConfig\.cmake'
has usr/share/doc/tidegate/copyright
has usr/share/doc/tidegate/changelog.gz
has usr/share/doc/tidegate/NEWS.md.gz
has usr/share/man/man1/tidegate.1.gz
has usr/share/man/man1/tidegate-run.1.gz
has usr/share/bash-completion/completions/tidegate
has usr/share/zsh/vendor-completions/_tidegate
has usr/share/fish/vendor_completions.d/tidegate.fish
! grep -E ' \./usr/share/man/.*\.1$' listed || fail "a man page is not compressed"
! grep -vE ' root/root | 0/0 ' listed || fail "files of somebody else than root"
! grep -E '^-.......w' listed || fail "files that anybody can write"
! grep -E ' \./usr/(local|opt)|kokkos_worker|test_|libkernel' listed || fail "files that are for this tree alone"
! grep -vE ' \./(usr/(bin|include|lib|share)(/.*)?|usr/)?$' listed || fail "files outside of /usr"

if command -v lintian >/dev/null; then
  expect 0 lintian --allow-root --fail-on error,warning "$package"
fi

mkdir root && tar -xf files.tar -C root
expect 0 root/usr/bin/tidegate --version
! grep -rlF -- "$build" root || fail "files that name the build tree"
file=$(readlink -f root/usr/bin/tidegate)
! readelf -d "$file" | grep -E 'R(UN)?PATH' || fail "the program has a search path for libraries"
! readelf -S "$file" | grep -F .symtab || fail "the program is not stripped"
