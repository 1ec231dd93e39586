#!/usr/bin/env bash
# The Debian package in a system that has nothing else: installs it there with what it asks for, prints a
# sample, shows the manual, completes a command, builds the example against the library.
#   root.sh PACKAGE.deb REPOSITORY FOLDER    as root; FOLDER becomes the system (debootstrap, from DEBIAN_MIRROR if set), about 1 GB
set -euo pipefail
package=$1 repository=$2 root=$3
sample=xinjiang-bumen-zhengti/samples/bazhou-zhujianju-2022.yaml

inside() {
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive "$@"
}

[[ -x $root/usr/bin/apt-get ]] || debootstrap --variant=minbase bookworm "$root" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"}
mkdir -p "$root/trial"
mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT
cp "$package" "$root/trial/package.deb"
cp -r "$repository/tests/install/example" "$root/trial/"
cp "$repository/templates/$sample" "$root/trial/sample.yaml"
cp "$repository/tests/golden/fonts.yaml" "$root/trial/"
# Manuals are kept, as where people work; minimal systems drop them.
rm -f "$root/etc/dpkg/dpkg.cfg.d/docker"
inside apt-get update -qq
inside apt-get install -y -qq /trial/package.deb # with its recommended fonts
echo "== render"
inside sh -c 'cd /trial && jixiaobiao --version | head -1 && jixiaobiao render sample.yaml -o out && ls -l out'
inside apt-get install -y -qq --no-install-recommends man-db bash-completion gcc libc6-dev pkg-config cmake make
echo "== manual"
inside sh -c 'man 1 jixiaobiao | head -4 && man 5 jixiaobiao | head -4' 2>/dev/null # what troff thinks of long lines
echo "== completion"
inside bash -c 'source /usr/share/bash-completion/bash_completion && _completion_loader jixiaobiao; complete -p jixiaobiao &&
    COMP_WORDS=(jixiaobiao ren) COMP_CWORD=1 && _jixiaobiao && echo "${COMPREPLY[@]}" && [[ ${COMPREPLY[0]} == render ]]'
echo "== library"
inside sh -c 'cd /trial && gcc -o example-pc example/example.c $(pkg-config --cflags --libs jixiaobiao) &&
    cmake -S example -B example-cmake -DBY_PACKAGE=ON >/dev/null && cmake --build example-cmake >/dev/null &&
    ldd example-pc | grep jixiaobiao &&
    for program in ./example-pc ./example-cmake/example; do
        $program fonts.yaml /usr/share/jixiaobiao/templates sample.yaml || exit 1
    done'
echo "== removed"
inside apt-get purge -y -qq jixiaobiao
inside sh -c '! ls /usr/bin/jixiaobiao /usr/share/jixiaobiao 2>/dev/null'
echo "as it should be"
