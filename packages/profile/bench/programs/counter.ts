/** 100,000 products, sorted into a map by small functions. */
interface Product {
  readonly name: string;
  readonly price: number;
}

function makeProduct(i: number): Product {
  return { name: `product ${i % 100}`, price: i % 17 };
}

function isExpensive(product: Product): boolean {
  return product.price > 8;
}

function keyOf(product: Product): string {
  return isExpensive(product) ? product.name : "cheap";
}

function count(counts: Map<string, number>, product: Product): void {
  const key = keyOf(product);
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export function run(): number {
  const counts = new Map<string, number>();
  for (let i = 0; i < 100_000; i++) count(counts, makeProduct(i));
  return counts.size;
}
