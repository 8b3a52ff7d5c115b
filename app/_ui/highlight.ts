export type TokenKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'name';
export interface Token {
  kind: TokenKind;
  text: string;
}

const keywords: Record<string, RegExp> = {
  sql: /^(select|from|where|and|or|not|as|case|when|then|else|end|join|left|right|inner|on|group|order|by|with|over|partition|null|true|false|is|in|between|limit|cast|create|table|view|distinct|having|union|all|using|insert|grant|coalesce)$/i,
  python:
    /^(def|return|import|from|as|if|else|elif|for|in|while|with|class|None|True|False|not|and|or|lambda|try|except|raise|print)$/,
  json: /^(true|false|null)$/,
  bash: /^(curl|export|if|then|fi|for|do|done|echo)$/,
  expression: /^(and|or|not|is|in|between|case|when|then|else|end|null|true|false)$/i,
  typescript:
    /^(const|let|function|return|import|from|export|type|interface|if|else|for|of|in|await|async|new|true|false|null|undefined)$/,
};

const pattern =
  /(--[^\n]*|#[^\n]*|\/\/[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)|([A-Za-z_][\w]*)|([^\w"'#/-]+|[\s\S])/g;

/** Splits code into words worth a colour. Small on purpose: five languages that Sluice shows. */
export function tokenize(code: string, language: string): Token[] {
  const words = keywords[language] ?? keywords.expression;
  const commentMark = language === 'sql' ? '--' : language === 'python' || language === 'bash' ? '#' : '//';
  const tokens: Token[] = [];
  for (const match of code.matchAll(pattern)) {
    const [text, comment, string, number, word] = match;
    let kind: TokenKind = 'plain';
    if (comment?.startsWith(commentMark) && language !== 'json') kind = 'comment';
    else if (string) {
      const rest = code.slice((match.index ?? 0) + text.length);
      kind = language === 'json' && /^\s*:/.test(rest) ? 'name' : 'string';
    } else if (number) kind = 'number';
    else if (word) kind = words?.test(word) ? 'keyword' : 'plain';
    const last = tokens.at(-1);
    if (last && last.kind === kind) last.text += text;
    else tokens.push({ kind, text });
  }
  return tokens;
}
