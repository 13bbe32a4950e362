// Works out what a stay may cost, in cents and hundredths of a percent; stores and sends nothing.
const LARGEST = { weeks: 104_00n, percent: 100_00n, money: 9_999_999_99n };

const min = (a, b) => (a < b ? a : b);

// The sum of care/estimate.py, to the cent.
export function estimate(price, { weeks, deductible, coinsurance, maximum }) {
  const total = weeks * price;
  const first = min(deductible, total);
  const then = ((total - first) * coinsurance + 5_000n) / 10_000n;
  return { total, deductible: first, coinsurance: then, share: min(maximum, first + then) };
}

// Reads "1,500", "$1500.50", "20 %" or "8 weeks" in hundredths; null if it's no clear number.
export function read(text, kind) {
  const found = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d\d?)?)?\s*(?:%|percent|weeks?)?$/i.exec(text.trim());
  if (!found) return null;
  const number = BigInt(found[1].replaceAll(",", "") + (found[2] ?? "").padEnd(2, "0"));
  const fits = kind !== "weeks" || (number > 0n && number % 100n === 0n);
  return fits && number <= LARGEST[kind] ? number : null;
}

export const dollars = (cents) =>
  `$${(Number(cents) / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`.replace(".00", "");
const between = (low, high) => (low === high ? dollars(low) : `between ${dollars(low)} and ${dollars(high)}`);

function sum(weeks, price, plan) {
  const { total, deductible, coinsurance, share } = estimate(price, { weeks, ...plan });
  const paid = deductible + coinsurance;
  const part = `${Number(plan.coinsurance) / 100}% of the other ${dollars(total - deductible)} (${dollars(coinsurance)})`;
  const text = `${weeks} week${weeks > 1n ? "s" : ""} × ${dollars(price)} = ${dollars(total)}. You pay ${dollars(deductible)} first, then ${part}: together ${dollars(paid)}.`;
  return share < paid ? `${text} You stop at your maximum, ${dollars(share)}.` : text;
}

// The answer and the sums behind it, for stays in any order.
function answer({ shortest, longest, price, ...plan }) {
  const stays = [...new Set([shortest / 100n, longest / 100n])].sort((a, b) => Number(a - b));
  const range = (of) => between(of(stays[0]), of(stays.at(-1)));
  const whole = range((weeks) => weeks * price);
  if (plan.maximum === undefined) return [`You might pay ${whole}, the whole price.`];
  return [
    `You might pay ${range((weeks) => estimate(price, { weeks, ...plan }).share)}.`,
    ...stays.map((weeks) => sum(weeks, price, plan)),
    `If your plan does not cover the care: ${whole}, the whole price.`,
  ];
}

const box = document.querySelector(".estimator");
const inputs = [...box.querySelectorAll("input")];
const [button, output, list] = box.querySelectorAll("button, output, ul");

// Shows an input's hint or, in its place, what is wrong.
function mark(input, isWrong) {
  const [hint, mistake] = box.querySelectorAll(`[id^="${input.id}-"]`);
  [hint.hidden, mistake.hidden] = [isWrong, !isWrong];
  input.setAttribute("aria-invalid", isWrong);
  input.setAttribute("aria-describedby", (isWrong ? mistake : hint).id);
}

function work() {
  const hasPlan = inputs.slice(3).some((input) => input.value.trim());
  const needed = inputs.slice(0, hasPlan ? 6 : 3);
  const numbers = Object.fromEntries(needed.map((input) => [input.name, read(input.value, input.dataset.kind)]));
  for (const input of inputs) mark(input, numbers[input.name] === null);
  const isWrong = Object.values(numbers).includes(null);
  const [said, ...sums] = isWrong ? ["No answer yet: a box needs another look."] : answer(numbers);
  if (output.textContent !== said) output.textContent = said;
  list.replaceChildren(...sums.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  list.hidden = !sums.length;
}

// Once asked, each change is answered.
button.addEventListener("click", () => {
  work();
  box.querySelector("[aria-invalid=true]")?.focus();
});
box.addEventListener("change", () => output.textContent && work());
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target !== button) button.click();
});
box.hidden = false;
