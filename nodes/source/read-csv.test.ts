import { describe, expect, test } from 'vitest';
import { readBytes, refusal } from './testing-read';

describe('types of a CSV file', () => {
  test('every type is found over all values', async () => {
    const read = await readBytes(
      'id,open,count,size,name,born,seen\n1,true,10,1.5,Ada,1815-12-10,2024-01-02 03:04:05\n2,FALSE,-3,2e3,"Grace, H.",1906-12-09,2024-01-02T03:04:05Z\n',
    );
    expect(read.columns).toEqual([
      'id:int',
      'open:bool',
      'count:int',
      'size:float',
      'name:text',
      'born:date',
      'seen:timestamp',
    ]);
    expect(read.rows[1]).toMatchObject({ id: 2n, open: false, count: -3n, size: 2000, name: 'Grace, H.' });
    expect(read.unparsedCount).toBe(0);
  });

  test('a value far below the sample still decides', async () => {
    const numbers = Array.from({ length: 6000 }, (_, row) => `${row}`);
    expect((await readBytes(`n,m\n${numbers.map((n) => `${n},1`).join('\n')}\n1.5,x\n`)).columns).toEqual([
      'n:float',
      'm:text',
    ]);
  });

  test('dates are timestamps once a later row has a time', async () => {
    const days = Array.from({ length: 5200 }, () => '2024-01-02');
    const read = await readBytes(
      `n,d,e\n${days.map((day, n) => `${n},${day},${day}`).join('\n')}\n0,2024-01-02 10:00:00,x\n`,
    );
    expect(read.columns).toEqual(['n:int', 'd:timestamp', 'e:text']);
  });

  test('codes stay text: leading zeros, a leading plus, more than 64 bits', async () => {
    const read = await readBytes('zip,phone,big,zero\n007,+4179,123456789012345678901,0\n10,1,1,0.5\n');
    expect(read.columns).toEqual(['zip:text', 'phone:text', 'big:text', 'zero:float']);
  });

  test('`,` and `,""` are both missing, and so are the null tokens', async () => {
    const read = await readBytes('a,b,c\n1,,x\n2,"",NA\n, " y " ,N/A\n');
    expect(read.columns).toEqual(['a:int?', 'b:text?', 'c:text?']);
    expect(read.rows.map((row) => row.b)).toEqual([null, null, 'y']);
  });

  test('without trimming a space is text', async () => {
    const read = await readBytes('a,b\n1, \n2,x\n', { trim: false });
    expect(read.rows.map((row) => row.b)).toEqual([' ', 'x']);
  });

  test('NaN and infinity are missing numbers, not mistakes', async () => {
    const read = await readBytes('x,y\n1.5,1\ninf,2\n-Infinity,3\n', { nullTokens: [''] });
    expect(read.columns).toEqual(['x:float?', 'y:int']);
    expect([read.rows.map((row) => row.x), read.unparsedCount]).toEqual([[1.5, null, null], 0]);
  });

  test('a column without values is text', async () => {
    expect((await readBytes('a,b\n1,\n2,\n')).columns).toEqual(['a:int', 'b:text?']);
  });

  test('own date formats, and offsets become UTC', async () => {
    const read = await readBytes('d,t\n31.12.2023,2024-01-02T03:04:05+02:00\n', {
      dateFormats: ['%d.%m.%Y', '%Y-%m-%dT%H:%M:%S%z'],
    });
    expect(read.columns).toEqual(['d:date', 't:timestamp']);
    expect(String(read.rows[0]!.t instanceof Date && read.rows[0]!.t.toISOString())).toBe('2024-01-02T01:04:05.000Z');
  });

  test('a correction makes misfits missing and lists them with their lines', async () => {
    const read = await readBytes('id,n\n1,5\n2,"two\nlines"\n3,6.5\n4,7\n5,x\n', { types: { n: 'int', gone: 'int' } });
    expect(read.columns).toEqual(['id:int', 'n:int?']);
    expect(read.rows.map((row) => row.n)).toEqual([5n, null, null, 7n, null]);
    expect(read.unparsed).toEqual([
      { line: 3, column: 'n', value: 'two\nlines', reason: 'not a 64-bit int' },
      { line: 5, column: 'n', value: '6.5', reason: 'not a 64-bit int' },
      { line: 7, column: 'n', value: 'x', reason: 'not a 64-bit int' },
    ]);
    expect(read.unparsedCount).toBe(3);
    expect(read.logs.join('\n')).toContain('“gone” is not used');
  });

  test('a code corrected to int is a number', async () => {
    expect((await readBytes('zip,x\n007,1\n', { types: { zip: 'int' } })).rows).toEqual([{ zip: 7n, x: 1n }]);
  });
});

describe('lines that are no rows', () => {
  test('too few and too many fields are listed, and lines after them are counted right', async () => {
    const read = await readBytes('a,b\n1,2\n3\n4,5,6,7\n8,oops\n9,10\n', { types: { b: 'int' } });
    expect(read.rows.map((row) => Number(row.a))).toEqual([1, 8, 9]);
    expect(read.unparsed).toEqual([
      { line: 3, column: null, value: '3', reason: 'too few fields: 1 instead of 2 fields' },
      { line: 4, column: null, value: '4,5,6,7', reason: 'too many fields: more than 2 fields' },
      { line: 5, column: 'b', value: 'oops', reason: 'not a 64-bit int' },
    ]);
    expect(read.unparsedCount).toBe(3);
  });

  test('a stray quote spoils its line only', async () => {
    const read = await readBytes('a,b\n1,"mid"dle\n2,fine\n');
    expect(read.rows).toEqual([{ a: 2n, b: 'fine' }]);
    expect(read.unparsed[0]).toMatchObject({ line: 2, reason: 'a quote is not closed, or stands inside a field' });
  });

  test('no line fits the header', async () => {
    expect(await refusal('a,b\n1;2\n3;4\n')).toContain('No line of people.csv has 2 fields');
  });
});

describe('the shape of a CSV file', () => {
  test('the delimiter is found, and quotes hide it', async () => {
    expect((await readBytes('a;b\n"1,5";2\n"2,5";3\n')).columns).toEqual(['a:text', 'b:int']);
    expect((await readBytes('a\tb\n1\t2\n')).columns).toEqual(['a:int', 'b:int']);
  });

  test('one column and another delimiter in the text: advice in the log', async () => {
    const read = await readBytes('a;b\n1;2\n', { delimiter: ',' });
    expect(read.logs.join('\n')).toContain('delimiter were “;”, not “,”');
  });

  test('without a header columns are named by place', async () => {
    expect((await readBytes('1,x\n2,y\n', { header: false })).columns).toEqual(['column_1:int', 'column_2:text']);
  });

  test('an empty name is given one; equal names and $ are refused', async () => {
    expect((await readBytes('a,,c\n1,2,3\n')).columns).toEqual(['a:int', 'column_2:int', 'c:int']);
    expect(await refusal('a,a\n1,2\n')).toContain('two columns named “a”');
    expect(await refusal('a,A\n1,2\n')).toContain('“a” and “A”, which differ only in case');
    expect(await refusal('a,$partition\n1,2\n')).toContain('“$partition”');
  });

  test('byte order mark, CRLF, blank lines and no newline at the end', async () => {
    const read = await readBytes('\ufeff\r\n\r\na,b\r\n1,2\r\n\r\n3,4');
    expect(read.columns).toEqual(['a:int', 'b:int']);
    expect(read.rows).toHaveLength(2);
  });
});

describe('files that cannot be read', () => {
  test('empty, blank and header-only', async () => {
    expect(await refusal('')).toBe('people.csv is empty. → Choose a file that has rows.');
    expect(await refusal('\n\n')).toContain('only blank lines');
    expect(await refusal('a,b\n')).toBe(
      'people.csv has a header but no rows. → If its first line is data, switch off “First line names the columns”.',
    );
  });

  test('another encoding than said: the line, and what to choose', async () => {
    const latin = Buffer.from('a,b\n1,ok\n2,café\n', 'latin1');
    expect(await refusal(latin)).toMatch(/not UTF-8: line 3 \(2,caf.*Choose the encoding Latin-1 or UTF-16/);
    expect((await readBytes(latin, { encoding: 'latin-1' })).rows[1]).toEqual({ a: 2n, b: 'café' });
  });

  test('Latin-1 as Windows writes it', async () => {
    const read = await readBytes(Buffer.from([0x61, 0x0a, 0x80, 0x0a]), { encoding: 'latin-1' });
    expect(read.rows).toEqual([{ a: '€' }]);
  });

  test('UTF-16 of either order, with and without a mark', async () => {
    const little = Buffer.from('a,b\n1,é\n', 'utf16le');
    const big = Buffer.from('\ufeffa,b\n1,é\n', 'utf16le').swap16();
    expect((await readBytes(little, { encoding: 'utf-16' })).rows).toEqual([{ a: 1n, b: 'é' }]);
    expect((await readBytes(big, { encoding: 'utf-16' })).rows).toEqual([{ a: 1n, b: 'é' }]);
    expect(await refusal(big)).toContain('byte order mark. → Choose the encoding UTF-16');
    expect(await refusal(little)).toContain('byte 2 is zero');
    expect(await refusal('a,b\n1,2\n', { encoding: 'utf-16' })).toContain('not UTF-16');
  });

  test('another format', async () => {
    expect(await refusal('PAR1....')).toContain('a Parquet file');
    expect(await refusal('PK\x03\x04....')).toContain('Excel');
  });

  test('a key that is missing, repeated or not a column', async () => {
    const people = 'id,n\n1,a\n2,b\n2,c\n2,d\n';
    expect(await refusal(people, { key: 'id' })).toContain('is not unique: “2” stands in 3 rows: lines 3, 4, 5.');
    expect(await refusal('id,n\n1,a\n,b\n', { key: 'id' })).toContain('is missing in 1 row: line 3.');
    expect(await refusal(people, { key: 'nr' })).toContain('no column “nr”');
    expect((await readBytes('id,n\n1,a\n2,b\n', { key: 'id' })).rows).toHaveLength(2);
  });
});

test('a column goes by the name it is given, in types and in the table', async () => {
  const file = await readBytes('zip,age\n0123,4\n', { names: { zip: 'postcode' }, types: { postcode: 'text' } });
  expect(file.columns).toEqual(['postcode:text', 'age:int']);
  expect(file.rows).toEqual([{ postcode: '0123', age: 4n }]);
  expect(await refusal('zip,age\n1,4\n', { names: { zip: 'Age' } })).toContain('differ only in case');
});
