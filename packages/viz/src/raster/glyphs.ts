/**
 * The strokes of the letters: the font "simplex roman", ASCII 32 to 127. Own strokes, because a font of
 * the system would make pictures that differ from machine to machine.
 *
 * The Hershey Fonts were originally created by Dr. A. V. Hershey while working at the U. S. National
 * Bureau of Standards. The format of the font data in this distribution was originally created by
 * James Hurt, Cognition, Inc., 900 Technology Park Drive, Billerica, MA 01821
 * (mit-eddie!ci-dandelion!hurt). The data may be used by anyone for any purpose if this is said with it.
 *
 * A glyph is a row of pairs of letters, each letter a whole number counted from "R". The first pair
 * is how far the glyph reaches to the left and to the right, each further one a point (x to the right,
 * y downwards; capitals stand on 9 and reach up to -12), and " R" lifts the pen.
 */
const GLYPHS: readonly string[] = [
  "JZ",
  "MWRFRT RRYQZR[SZRY",
  "JZNFNM RVFVM",
  "H]SBLb RYBRb RLOZO RKUYU",
  "H\\PBP_ RTBT_ RYIWGTFPFMGKIKKLMMNOOUQWRXSYUYXWZT[P[MZKX",
  "F^[FI[ RNFPHPJOLMMKMIKIIJGLFNFPGSHVHYG[F RWTUUTWTYV[X[ZZ[X[VYTWT",
  "E_\\O\\N[MZMYNXPVUTXRZP[L[JZIYHWHUISJRQNRMSKSIRGPFNGMIMKNNPQUXWZY[[[\\Z\\Y",
  "MWRHQGRFSGSIRKQL",
  "KYVBTDRGPKOPOTPYR]T`Vb",
  "KYNBPDRGTKUPUTTYR]P`Nb",
  "JZRFRR RMIWO RWIMO",
  "E_RIR[ RIR[R",
  "MWSZR[QZRYSZS\\R^Q_",
  "E_IR[R",
  "MWRYQZR[SZRY",
  "G][BIb",
  "H\\QFNGLJKOKRLWNZQ[S[VZXWYRYOXJVGSFQF",
  "H\\NJPISFS[",
  "H\\LKLJMHNGPFTFVGWHXJXLWNUQK[Y[",
  "H\\MFXFRNUNWOXPYSYUXXVZS[P[MZLYKW",
  "H\\UFKTZT RUFU[",
  "H\\WFMFLOMNPMSMVNXPYSYUXXVZS[P[MZLYKW",
  "H\\XIWGTFRFOGMJLOLTMXOZR[S[VZXXYUYTXQVOSNRNOOMQLT",
  "H\\YFO[ RKFYF",
  "H\\PFMGLILKMMONSOVPXRYTYWXYWZT[P[MZLYKWKTLRNPQOUNWMXKXIWGTFPF",
  "H\\XMWPURRSQSNRLPKMKLLINGQFRFUGWIXMXRWWUZR[P[MZLX",
  "MWRMQNROSNRM RRYQZR[SZRY",
  "MWRMQNROSNRM RSZR[QZRYSZS\\R^Q_",
  "F^ZIJRZ[",
  "E_IO[O RIU[U",
  "F^JIZRJ[",
  "I[LKLJMHNGPFTFVGWHXJXLWNVORQRT RRYQZR[SZRY",
  "E`WNVLTKQKOLNMMPMSNUPVSVUUVS RQKOMNPNSOUPV RWKVSVUXVZV\\T]Q]O\\L[JYHWGTFQFNGLHJJILHOHRIUJWLYNZQ[T[WZYYZX RXKWSWUXV",
  "I[RFJ[ RRFZ[ RMTWT",
  "G\\KFK[ RKFTFWGXHYJYLXNWOTP RKPTPWQXRYTYWXYWZT[K[",
  "H]ZKYIWGUFQFOGMILKKNKSLVMXOZQ[U[WZYXZV",
  "G\\KFK[ RKFRFUGWIXKYNYSXVWXUZR[K[",
  "H[LFL[ RLFYF RLPTP RL[Y[",
  "HZLFL[ RLFYF RLPTP",
  "H]ZKYIWGUFQFOGMILKKNKSLVMXOZQ[U[WZYXZVZS RUSZS",
  "G]KFK[ RYFY[ RKPYP",
  "NVRFR[",
  "JZVFVVUYTZR[P[NZMYLVLT",
  "G\\KFK[ RYFKT RPOY[",
  "HYLFL[ RL[X[",
  "F^JFJ[ RJFR[ RZFR[ RZFZ[",
  "G]KFK[ RKFY[ RYFY[",
  "G]PFNGLIKKJNJSKVLXNZP[T[VZXXYVZSZNYKXIVGTFPF",
  "G\\KFK[ RKFTFWGXHYJYMXOWPTQKQ",
  "G]PFNGLIKKJNJSKVLXNZP[T[VZXXYVZSZNYKXIVGTFPF RSWY]",
  "G\\KFK[ RKFTFWGXHYJYLXNWOTPKP RRPY[",
  "H\\YIWGTFPFMGKIKKLMMNOOUQWRXSYUYXWZT[P[MZKX",
  "JZRFR[ RKFYF",
  "G]KFKULXNZQ[S[VZXXYUYF",
  "I[JFR[ RZFR[",
  "F^HFM[ RRFM[ RRFW[ R\\FW[",
  "H\\KFY[ RYFK[",
  "I[JFRPR[ RZFRP",
  "H\\YFK[ RKFYF RK[Y[",
  "KYOBOb RPBPb ROBVB RObVb",
  "KYKFY^",
  "KYTBTb RUBUb RNBUB RNbUb",
  "JZPLRITL RMORJWO RRJR[",
  "JZJ]Z]",
  "MWSFRGQIQKRLSKRJ",
  "I\\XMX[ RXPVNTMQMONMPLSLUMXOZQ[T[VZXX",
  "H[LFL[ RLPNNPMSMUNWPXSXUWXUZS[P[NZLX",
  "I[XPVNTMQMONMPLSLUMXOZQ[T[VZXX",
  "I\\XFX[ RXPVNTMQMONMPLSLUMXOZQ[T[VZXX",
  "I[LSXSXQWOVNTMQMONMPLSLUMXOZQ[T[VZXX",
  "MYWFUFSGRJR[ ROMVM",
  "I\\XMX]W`VaTbQbOa RXPVNTMQMONMPLSLUMXOZQ[T[VZXX",
  "I\\MFM[ RMQPNRMUMWNXQX[",
  "NVQFRGSFREQF RRMR[",
  "MWRFSGTFSERF RSMS^RaPbNb",
  "IZMFM[ RWMMW RQSX[",
  "NVRFR[",
  "CaGMG[ RGQJNLMOMQNRQR[ RRQUNWMZM\\N]Q][",
  "I\\MMM[ RMQPNRMUMWNXQX[",
  "I\\QMONMPLSLUMXOZQ[T[VZXXYUYSXPVNTMQM",
  "H[LMLb RLPNNPMSMUNWPXSXUWXUZS[P[NZLX",
  "I\\XMXb RXPVNTMQMONMPLSLUMXOZQ[T[VZXX",
  "KXOMO[ ROSPPRNTMWM",
  "J[XPWNTMQMNNMPNRPSUTWUXWXXWZT[Q[NZMX",
  "MYRFRWSZU[W[ ROMVM",
  "I\\MMMWNZP[S[UZXW RXMX[",
  "JZLMR[ RXMR[",
  "G]JMN[ RRMN[ RRMV[ RZMV[",
  "J[MMX[ RXMM[",
  "JZLMR[ RXMR[P_NaLbKb",
  "J[XMM[ RMMXM RM[X[",
  "KYTBRCQDPFPHQJRKSMSOQQ RRCQEQGRISJTLTNSPORSTTVTXSZR[Q]Q_Ra RQSSUSWRYQZP\\P^Q`RaTb",
  "NVRBRb",
  "KYPBRCSDTFTHSJRKQMQOSQ RRCSESGRIQJPLPNQPURQTPVPXQZR[S]S_Ra RSSQUQWRYSZT\\T^S`RaPb",
  "F^IUISJPLONOPPTSVTXTZS[Q RISJQLPNPPQTTVUXUZT[Q[O",
  "KYQFOGNINKOMQNSNUMVKVIUGSFQF",
];

export interface Glyph {
  /** Each stroke as x, y, x, y, ... in units of 1/21 of a capital's height; y downwards, 0 at the foot. */
  readonly strokes: readonly (readonly number[])[];
  /** From this glyph's origin to the next one's, in the same units. */
  readonly advance: number;
}

/** Height of a capital letter in the units of the glyphs. */
export const CAPITAL_HEIGHT = 21;
const FIRST = 32;
const FOOT = 9;
const UNKNOWN = "?".charCodeAt(0) - FIRST;

const parsed = new Map<number, Glyph>();

/** A character without strokes of its own is shown as a question mark. */
export function glyphOf(char: string): Glyph {
  const code = (char === "\u2212" ? "-" : char).charCodeAt(0) - FIRST;
  const index = code >= 0 && code < GLYPHS.length ? code : UNKNOWN;
  let glyph = parsed.get(index);
  if (glyph === undefined) {
    glyph = parse(GLYPHS[index]!);
    parsed.set(index, glyph);
  }
  return glyph;
}

function parse(data: string): Glyph {
  const at = (index: number): number => data.charCodeAt(index) - "R".charCodeAt(0);
  const [left, right] = [at(0), at(1)];
  const strokes: number[][] = [[]];
  for (let i = 2; i + 1 < data.length; i += 2) {
    if (data[i] === " ") strokes.push([]);
    else strokes.at(-1)!.push(at(i) - left, at(i + 1) - FOOT);
  }
  return { strokes: strokes.filter((stroke) => stroke.length > 0), advance: right - left };
}
