#!/bin/sh
# SPDX-FileCopyrightText: Copyright 2026 The microvm authors
# SPDX-License-Identifier: Apache-2.0
#
# build-libraries.sh ARCHITECTURE KERNEL DESTINATION: compiles both libraries at LIBVMM_VERSION and LIBVMMFW_VERSION.
set -eu

arch=$1 kernel=$2 destination=$3
cd "$(dirname "$0")"

case $arch in
  amd64) triplet=x86_64-linux-gnu ;;
  arm64) triplet=aarch64-linux-gnu ;;
  *) echo "No compiler for the architecture '$arch'" >&2; exit 1 ;;
esac

# The tests run where the compiler is the machine's own: what the other one makes does not run here.
if [ "$triplet" = "$(gcc -dumpmachine)" ]; then
  CC=gcc goals='check install'
else
  CC=$triplet-gcc goals=install
fi
export CC

make -C libvmm VERSION="$LIBVMM_VERSION" DESTDIR="$destination" $goals
make -C libvmmfw VERSION="$LIBVMMFW_VERSION" KERNEL="$kernel" DESTDIR="$destination" $goals
