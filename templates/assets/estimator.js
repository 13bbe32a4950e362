// What a stay may cost, in cents and hundredths of a percent.
const LARGEST = { weeks: 104_00n, percent: 100_00n, money: 9_999_999_99n };

const min = (a, b) => (a < b ? a : b);

// As care/estimate.py.
export function estimate(price, { weeks, deductible, coinsurance, maximum }) {
  const total = weeks * price;
  const first = min(deductible, total);
  const then = ((total - first) * coinsurance + 5_000n) / 10_000n;
  return { total, deductible: first, coinsurance: then, share: min(maximum, first + then) };
}

// Reads "1,500", "$1500.50", "20 %" or "8 weeks" in hundredths; null if it's unclear.
export function read(text, kind) {
  const found = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d\d?)?)?\s*(?:%|percent|weeks?|por ciento|semanas?)?$/i.exec(text.trim());
  if (!found) return null;
  const number = BigInt(found[1].replaceAll(",", "") + (found[2] ?? "").padEnd(2, "0"));
  const isPart = kind === "weeks" ? !number || number % 100n : kind === "percent" && number && number < 100n;
  return isPart || number > LARGEST[kind] ? null : number;
}

export const dollars = (cents) =>
  `$${(Number(cents) / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`.replace(".00", "");

const box = document.querySelector(".estimator");
const words = JSON.parse(box.dataset.words);
// Else it is an amount.
const shown = (value) => (value.trim ? value : dollars(value));
const say = (name, filled) => words[name].replace(/{(\w+)}/g, (_, blank) => shown(filled[blank]));

function sum(weeks, price, plan) {
  const { total, deductible: first, coinsurance: then, share } = estimate(price, { weeks, ...plan });
  const paid = first + then;
  const stay = say(weeks > 1n ? "weeks" : "week", { count: `${weeks}` });
  const percent = `${Number(plan.coinsurance) / 100}`;
  const text = say("sum", { stay, price, total, first, percent, rest: total - first, then, paid });
  return share < paid ? text + say("stop", { share }) : text;
}

// The answer and the sums behind it, for stays in any order.
function answer({ shortest, longest, price, ...plan }) {
  const stays = [...new Set([shortest / 100n, longest / 100n])].sort((a, b) => Number(a - b));
  const range = (of) => {
    const [low, high = low] = stays.map(of);
    return low === high ? low : say("between", { low, high });
  };
  const whole = { range: range((weeks) => weeks * price) };
  if (plan.maximum === undefined) return [say("whole", whole)];
  return [
    say("share", { range: range((weeks) => estimate(price, { weeks, ...plan }).share) }),
    ...stays.map((weeks) => sum(weeks, price, plan)),
    say("no", whole),
  ];
}

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
  const [said, ...sums] = isWrong ? [say("again")] : answer(numbers);
  if (output.textContent !== said) output.textContent = said;
  list.replaceChildren(...sums.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  list.hidden = !sums.length;
}

// Then each change is answered.
button.addEventListener("click", () => {
  work();
  box.querySelector("[aria-invalid=true]")?.focus();
});
box.addEventListener("change", () => output.textContent && work());
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target !== button) button.click();
});
box.hidden = false;
