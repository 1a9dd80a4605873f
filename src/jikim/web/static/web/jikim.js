// SPDX-License-Identifier: Apache-2.0
// Helps while a person types or reads; every page works without it, and the server alone decides.
"use strict";

// 1. The brake: says under a text field that a number will be masked. It warns; policy/brake.py masks.
const digitsOf = (text) => text.replace(/[^0-9]/g, "");

function isDate(digits) {
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function isLuhn(digits) {
  let total = 0;
  [...digits].reverse().forEach((digit, place) => {
    const twice = Number(digit) * (1 + (place % 2));
    total += twice > 9 ? twice - 9 : twice;
  });
  return total % 10 === 0;
}

const LOOKS = [
  (text) => [...text.matchAll(/(?<!\d)\d{6}[ \t]{0,3}[-./·_*]?[ \t]{0,3}\d{7}(?!\d)/g)].some(([found]) => isDate(digitsOf(found))),
  (text) => [...text.matchAll(/(?<![\d.])\d(?:[ -]{0,2}\d){12,18}(?!\d)/g)].some(([found]) => /^(3[045678]|4|5[1-5]|2[2-7]|6|9)/.test(found) && isLuhn(digitsOf(found))),
  (text) => /(?<!\d)(?:1[1-9]|2[0-8])[ -]{1,3}\d{2}[ -]{1,3}\d{6}[ -]{1,3}\d{2}(?!\d)/.test(text),
  (text) => /(?<![A-Za-z0-9])[Mm][ -]?(?:\d{8}|\d{3}[A-Za-z]\d{4})(?![A-Za-z0-9])/.test(text),
  (text) => /(?:계좌|입금|은행|뱅크|농협|수협|신협|새마을금고|우체국|account)\D{0,30}?(?<!\d)\d(?:[ -]?\d){9,15}(?!\d)/i.test(text),
];

for (const field of document.querySelectorAll("[data-watch]")) {
  const warning = document.querySelector(`[data-watch-for="${field.id}"]`);
  if (!warning) continue;
  const look = () => {
    const found = LOOKS.some((one) => one(field.value));
    if (warning.hidden === !found) return; // say it once, not at every key
    warning.textContent = found ? warning.dataset.words : "";
    warning.hidden = !found;
  };
  field.addEventListener("input", look);
  look();
}

// 2. Revealed values leave the page after their minute, also where a style sheet would only hide them.
const MINUTE = 60_000;
const revealed = document.querySelectorAll(".for-a-minute");
const forget = () => revealed.forEach((one) => one.replaceChildren());
if (revealed.length) {
  setTimeout(forget, MINUTE);
  addEventListener("pagehide", forget); // nor do they wait in the memory of the back button
}

// 3. What is wrong on a page is where the reader begins.
document.getElementById("wrongs")?.focus();
