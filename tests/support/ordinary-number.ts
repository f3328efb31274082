// May I have a number that a living register could hold? Put together here: no file of ours may hold one.

/** A number as a register gives it out, made here so that none stands in the text: of somebody born in 1854. */
export function ordinaryNumber(): string {
  const check = (digits: string, weights: readonly number[]): number =>
    (11 - (weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11)) % 11;
  for (let series = 500; ; series++) {
    const nine = `010154${series}`;
    const first = check(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
    const second = check(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    if (first < 10 && second < 10) return `${nine}${first}${second}`;
  }
}
