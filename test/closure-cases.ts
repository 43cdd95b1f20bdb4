/**
 * Containerfiles of many styles with their build contexts. `closure.test.ts` builds each with buildah and compares what was copied with the
 * closure. The same table was run against a real BuildKit (buildkitd v0.33.1, fsutil of August 2026, native snapshotter); `buildkit` says
 * where it copies something else, and the comment beside it why.
 */
export type ClosureCase = {
  readonly name: string
  /**
   * Parted by blanks: `dir/file` holds its own path, `dir/` is an empty folder, `link->target` is a link. A file that ends with `*` is
   * executable.
   */
  readonly context: string
  readonly containerfile: string
  readonly ignore?: string
  readonly values?: Readonly<Record<string, string>>
  /** What the closure holds beyond what buildah 1.28 copies. */
  readonly wider?: readonly string[]
  /** What BuildKit copies less (`-path`) or more (`+path`) than the closure says; `fails` where it refuses the build. */
  readonly buildkit?: string
  /** buildah 1.28 cannot build it; the files that BuildKit copied, parted by blanks. */
  readonly onlyBuildkit?: string
}

const tree = 'a.txt b.txt c.md .hidden dir/d.txt dir/e.md dir/sub/f.txt dir/sub/deep/g.txt other/h.txt Containerfile'

export const closureCases: readonly ClosureCase[] = [
  { name: 'one file', context: tree, containerfile: 'FROM scratch\nCOPY a.txt /x/' },
  { name: 'a file under another name', context: tree, containerfile: 'FROM scratch\nCOPY a.txt /y.txt\nCOPY b.txt /z.txt' },
  { name: 'the whole context', context: tree, containerfile: 'FROM scratch\nCOPY . /all/' },
  { name: 'the whole context as a slash', context: tree, containerfile: 'FROM scratch\nCOPY / /all/' },
  { name: 'a folder, its contents', context: tree, containerfile: 'FROM scratch\nCOPY dir /d' },
  { name: 'a folder with a slash', context: tree, containerfile: 'FROM scratch\nCOPY dir/ /d/' },
  { name: 'a folder with a dot', context: tree, containerfile: 'FROM scratch\nCOPY ./dir/. /d/' },
  { name: 'several sources', context: tree, containerfile: 'FROM scratch\nCOPY a.txt dir/e.md other /x/' },
  { name: 'absolute sources lie in the context', context: tree, containerfile: 'FROM scratch\nCOPY /dir/d.txt /other/ /x/' },
  { name: 'sources with ".."', context: tree, containerfile: 'FROM scratch\nCOPY dir/../b.txt ../../c.md ./dir/sub/../e.md /x/' },
  { name: 'doubled slashes', context: tree, containerfile: 'FROM scratch\nCOPY dir//sub///f.txt .//a.txt /x/' },
  { name: 'the JSON form', context: `${tree} with-blank`, containerfile: 'FROM scratch\nCOPY ["a.txt", "dir/sub", "/x/"]\nADD [ "b.txt", "/y/" ]' },
  { name: 'continuation lines with comments', context: tree, containerfile: 'FROM scratch\nCOPY a.txt \\\n  # not this: b.txt\n\n  c.md \\\n  /x/' },
  { name: 'the backquote as escape', context: tree, containerfile: '# escape=`\nFROM scratch\nCOPY a.txt `\n  b.txt /x/' },
  { name: 'CRLF', context: tree, containerfile: 'FROM scratch\r\nCOPY a.txt \\\r\n  b.txt /x/\r\n' },
  { name: 'small letters and tabs', context: tree, containerfile: 'from scratch\n\tcopy\ta.txt\tb.txt /x/' },
  { name: 'a star', context: tree, containerfile: 'FROM scratch\nCOPY *.txt /x/' },
  { name: 'a star takes hidden files and folders', context: `${tree} .h/i`, containerfile: 'FROM scratch\nCOPY * /x/' },
  { name: 'a star in the middle', context: `${tree} other/sub/f2.txt`, containerfile: 'FROM scratch\nCOPY */sub/f*.txt /x/' },
  { name: 'a question mark and classes', context: `${tree} a1 a2 a-`, containerfile: 'FROM scratch\nCOPY a? /x/\nCOPY [b-c].* /y/\nCOPY a[^0-9] /z/' },
  { name: 'two stars are one', context: tree, containerfile: 'FROM scratch\nCOPY dir/**/*.txt /x/' },
  // buildah 1.28 takes what a pattern found as a pattern once more, and copies x0.
  { name: 'brackets for a bracket', context: 'x[0] x0', containerfile: 'FROM scratch\nCOPY x[[]0] /y/', onlyBuildkit: 'x[0]' },
  { name: 'a pattern that finds nothing beside a file', context: tree, containerfile: 'FROM scratch\nCOPY a.txt package-lock* /x/' },
  { name: 'a folder that a pattern finds', context: tree, containerfile: 'FROM scratch\nCOPY d?r /x/' },
  { name: 'ADD of a folder and of no archive', context: tree, containerfile: 'FROM scratch\nADD dir a.txt /x/' },
  { name: 'modes and owners', context: `${tree} run*`, containerfile: 'FROM scratch\nCOPY --chown=1:2 --chmod=755 a.txt /x/\nADD --chown=5 run /x/' },
  { name: 'an empty folder', context: `${tree} empty/`, containerfile: 'FROM scratch\nCOPY empty /e\nCOPY other /o' },
  { name: 'empty folders within', context: `${tree} dir/void/ dir/nest/void/`, containerfile: 'FROM scratch\nCOPY dir /d' },
  { name: 'several stages', context: tree, containerfile: 'FROM scratch AS one\nCOPY a.txt /\nFROM scratch\nCOPY b.txt /\nFROM one\nCOPY dir/d.txt /' },
  {
    name: '--from takes nothing from the context',
    context: tree,
    containerfile: 'FROM scratch AS one\nCOPY a.txt /c.md\nFROM scratch\nCOPY --from=one /c.md /x\nCOPY --from=0 c.md /y\nCOPY b.txt /z',
  },
  {
    name: 'ARG with its default, and the build argument',
    context: 'v1.txt v2.txt v3.txt',
    containerfile: 'FROM scratch\nARG V=1\nARG W="2"\nCOPY v$V.txt v${W}.txt /x/',
    values: { V: '3' },
  },
  {
    name: 'a global ARG counts in a stage only if it is declared there',
    context: 'p1/f p/f',
    containerfile: 'ARG N=1\nFROM scratch\nCOPY p$N/f /x\nFROM scratch\nARG N\nCOPY p$N/f /x',
  },
  {
    name: 'ARG from ARG, and ENV',
    context: 'a-b a-c x1 y1',
    containerfile: 'FROM scratch\nARG A=a\nARG B=$A-b\nENV C=${A}-c D=$C\nCOPY $B $C /x/\nCOPY x$D* /y/',
  },
  {
    name: 'defaults and alternatives of variables',
    context: tree,
    containerfile: 'FROM scratch\nARG X\nARG Y=y\nCOPY ${X:-a}.txt ${Y:+b}.txt /x/\nCOPY ${X}c.md /y/',
  },
  {
    name: 'the platform',
    context: 'linux/amd64/bin linux/arm64/bin amd64.txt arm64.txt',
    containerfile:
      'FROM scratch\nARG TARGETARCH\nARG TARGETPLATFORM\nARG TARGETOS\nCOPY $TARGETPLATFORM/bin $TARGETARCH.txt /x/\nCOPY $TARGETOS/$TARGETARCH /y/',
  },
  // An ARG that names nothing leaves an empty source, which is the context: both engines do so.
  { name: 'a variable that is not set', context: 'a.txt dir/b.txt', containerfile: 'FROM scratch\nCOPY $NOTHING /x/' },
  // buildah's stages do not inherit ARGs, so there it is "dir/"; BuildKit's do.
  {
    name: 'ARG across stages',
    context: 'dir/one/f dir/two/g',
    containerfile: 'FROM scratch AS base\nARG P=one\nCOPY dir/$P /x\nFROM base\nCOPY dir/$P /y',
    buildkit: '-dir/two/g',
  },
  // buildah: ENV beats ARG; BuildKit: what was set last.
  { name: 'ENV and ARG of one name', context: 'e r', containerfile: 'FROM scratch\nENV X=e\nARG X=r\nCOPY $X /x/', wider: ['r'], buildkit: '-e' },
  // buildah: the platform beats the default; BuildKit: the default beats the platform.
  {
    name: 'a default for TARGETARCH',
    context: 'amd64 arm64 s390x',
    containerfile: 'FROM scratch\nARG TARGETARCH=s390x\nCOPY $TARGETARCH /x/',
    wider: ['s390x'],
    buildkit: '-amd64 -arm64',
  },
  { name: 'ignored names', context: `${tree} x.log dir/y.log`, containerfile: 'FROM scratch\nCOPY . /x/', ignore: '*.log\n**/*.md\nother\n' },
  { name: 'what an exception takes in again', context: tree, containerfile: 'FROM scratch\nCOPY . /x/', ignore: 'dir\n!dir/d.txt\n*.md\n!c.md' },
  { name: 'everything but', context: tree, containerfile: 'FROM scratch\nCOPY . /x/\nCOPY dir /y/', ignore: '*\n!dir\n!a.txt\ndir/sub/deep' },
  { name: 'a folder of which nothing is left', context: tree, containerfile: 'FROM scratch\nCOPY dir /x\nCOPY a.txt /y', ignore: 'dir/*' },
  { name: 'patterns go around ignored names', context: tree, containerfile: 'FROM scratch\nCOPY *.txt dir/* /x/', ignore: 'b.txt\ndir/e.md' },
  { name: 'a link as a source', context: 'real.txt link->real.txt unused', containerfile: 'FROM scratch\nCOPY link /x/' },
  { name: 'a link that a pattern finds', context: 'real.txt link.md->real.txt unused', containerfile: 'FROM scratch\nCOPY *.md /x/' },
  { name: 'a link to a folder', context: 'real/a real/b link->real unused', containerfile: 'FROM scratch\nCOPY link /x/' },
  { name: 'a path through a link', context: 'real/a real/b link->real unused', containerfile: 'FROM scratch\nCOPY link/a /x/' },
  { name: 'links behind links', context: 'one->two two->d/three d/three->../real real unused', containerfile: 'FROM scratch\nCOPY one /x/' },
  { name: 'links in a folder stay links', context: 'd/l->../a d/gone->nowhere d/abs->/etc/passwd a', containerfile: 'FROM scratch\nCOPY d /x/' },
  { name: 'an absolute link begins at the context', context: 'etc/conf l->/etc/conf m->/etc', containerfile: 'FROM scratch\nCOPY l /x/\nCOPY m/conf /y/' },
  // fsutil walks through no link below a star; filepath.Glob of buildah does.
  {
    name: 'a pattern below a link',
    context: 'real/a.txt link->real link2->real other/b.txt',
    containerfile: 'FROM scratch\nCOPY l*k/*.txt /x/\nCOPY other/*.txt /y/',
    buildkit: '-real/a.txt',
  },
  { name: 'a link before a pattern', context: 'real/a.txt real/b.md link->real', containerfile: 'FROM scratch\nCOPY link/*.txt /x/' },
  { name: 'ONBUILD that nobody triggers', context: tree, containerfile: 'FROM scratch\nONBUILD COPY a.txt /x/\nCOPY b.txt /y/' },
  // BuildKit runs the triggers of a stage in the stages that begin with it; buildah 1.28 does not.
  {
    name: 'ONBUILD within one file',
    context: tree,
    containerfile: 'FROM scratch AS base\nONBUILD COPY a.txt /x/\nCOPY b.txt /y/\nFROM base\nCOPY c.md /z/',
    wider: ['a.txt'],
  },
  { name: 'names that are hard', context: 'ü.txt a+b $x #hash a;b', containerfile: 'FROM scratch\nCOPY ü.txt a+b \\$x ./#hash a;b /x/' },
  { name: 'heredocs', context: tree, containerfile: 'FROM scratch\nCOPY <<EOF /x\nCOPY b.txt /\nEOF\nCOPY a.txt /y', onlyBuildkit: 'a.txt' },
  {
    name: 'heredocs beside files',
    context: tree,
    containerfile: 'FROM scratch\nCOPY <<ONE a.txt <<-"TWO" /x/\none\nONE\n\tCOPY c.md /\n\tTWO\nADD b.txt /y/',
    onlyBuildkit: 'a.txt b.txt',
  },
  {
    name: '--exclude',
    context: tree,
    containerfile: 'FROM scratch\nCOPY --exclude=*.md --exclude=sub/deep dir /x/\nCOPY --exclude=**/*.txt . /y/',
    onlyBuildkit: '.hidden Containerfile c.md dir/d.txt dir/e.md dir/sub/f.txt',
  },
  {
    name: '--exclude with a star as source',
    context: tree,
    containerfile: 'FROM scratch\nCOPY --exclude=*.md --exclude=a.txt d* *.txt /x/',
    onlyBuildkit: 'a.txt b.txt dir/d.txt dir/sub/deep/g.txt dir/sub/f.txt',
  },
  {
    name: '--exclude with an exception',
    context: tree,
    containerfile: 'FROM scratch\nCOPY --exclude=* --exclude=!sub dir /x/',
    onlyBuildkit: 'dir/sub/deep/g.txt dir/sub/f.txt',
  },
  { name: '--parents', context: tree, containerfile: 'FROM scratch\nCOPY --parents dir/sub/f.txt a.txt /x/', onlyBuildkit: 'a.txt dir/sub/f.txt' },
  {
    name: '--parents with a folder',
    context: `${tree} dir/void/`,
    containerfile: 'FROM scratch\nCOPY --parents dir/ /x/',
    onlyBuildkit: 'dir/d.txt dir/e.md dir/sub/deep/g.txt dir/sub/f.txt',
  },
  {
    name: '--parents with two stars',
    context: tree,
    containerfile: 'FROM scratch\nCOPY --parents ./**/*.txt /x/',
    onlyBuildkit: 'a.txt b.txt dir/d.txt dir/sub/deep/g.txt dir/sub/f.txt other/h.txt',
  },
  {
    name: '--parents with a pivot',
    context: tree,
    containerfile: 'FROM scratch\nCOPY --parents --exclude=sub/deep dir/./**/*.txt /x/',
    onlyBuildkit: 'dir/d.txt dir/sub/f.txt',
  },
  { name: '--parents with a star', context: tree, containerfile: 'FROM scratch\nCOPY --parents d*/*.md /x/', onlyBuildkit: 'dir/e.md' },
  {
    name: '--parents does not go through links',
    context: 'real/a.txt l->real b.txt',
    containerfile: 'FROM scratch\nCOPY --parents */*.txt l b.txt /x/',
    onlyBuildkit: 'b.txt real/a.txt',
  },
  // BuildKit v0.33.1 copies nothing at all here; what was meant is the context.
  {
    name: '--parents with the context',
    context: tree,
    containerfile: 'FROM scratch\nCOPY --parents . /x/',
    onlyBuildkit: '.hidden Containerfile a.txt b.txt c.md dir/d.txt dir/e.md dir/sub/deep/g.txt dir/sub/f.txt other/h.txt',
    buildkit: 'fails',
  },
  {
    name: '--link and --chmod',
    context: tree,
    containerfile: 'FROM scratch\nCOPY --link --chmod=u=rwX,go=rX dir/sub /x/',
    onlyBuildkit: 'dir/sub/deep/g.txt dir/sub/f.txt',
  },
]
