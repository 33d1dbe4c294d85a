// Scripts put values into texts as the server does (src/i18n/format.rs has the same cases).
import { formatText } from "../../src/ui/texts";
import { expect, test } from "./fixtures";

const inLanguage = (lang: string) => Object.assign(globalThis, { document: { documentElement: { lang } } });

test("a particle follows the sound before it", () => {
  const object = (name: string) => formatText("‘{name}’{name|을/를} 채워 주세요.", { name });
  expect([object("이름"), object("날짜"), object("week 3"), object("tone")]).toEqual([
    "‘이름’을 채워 주세요.",
    "‘날짜’를 채워 주세요.",
    "‘week 3’을 채워 주세요.",
    "‘tone’를 채워 주세요.",
  ]);
  const way = (name: string) => formatText("{name}{name|으로/로}", { name });
  expect(["서울", "부산", "제주", "7", "3"].map(way)).toEqual(["서울로", "부산으로", "제주로", "7로", "3으로"]);
});

test("one thing is not many, and what is put in is not read again", () => {
  inLanguage("en");
  const files = (n: number) => formatText("{n#one:{n} file#other:{n} files} of {m}", { n, m: "{n}" });
  expect([0, 1, 11].map(files)).toEqual(["0 files of {n}", "1 file of {n}", "11 files of {n}"]);
  inLanguage("ko");
  expect(formatText("파일 {n#other:{n}개}", { n: 1 })).toBe("파일 1개");
});
