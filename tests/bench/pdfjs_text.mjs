// The text of each page of a PDF as pdf.js (Firefox) finds it: a JSON list of strings.
// Run as `node pdfjs_text.mjs PDFJS FILE`, PDFJS being the folder of the package.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const module = pathToFileURL(`${folder}/legacy/build/pdf.mjs`).href;
const { getDocument } = await import(module);
const data = new Uint8Array(readFileSync(file));
const document = await getDocument({ data, verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= document.numPages; number++) {
  const { items } = await (await document.getPage(number)).getTextContent();
  pages.push(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
}
console.log(JSON.stringify(pages));
