using System.Collections;

namespace PromRuleLint.PromQL.Syntax;

/// <summary>The selectors of an expression, in the order of the text. The nodes hold the chain, so that no list is kept of each expression.</summary>
/// <param name="first">The first of them; null where there is none.</param>
internal readonly struct SelectorChain(VectorSelector? first) : IEnumerable<VectorSelector>
{
    /// <summary>The first of them; null where there is none.</summary>
    public VectorSelector? First => first;

    public Enumerator GetEnumerator() => new(first);

    IEnumerator<VectorSelector> IEnumerable<VectorSelector>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes along the chain.</summary>
    public struct Enumerator(VectorSelector? first) : IEnumerator<VectorSelector>
    {
        private VectorSelector? _next = first;

        public VectorSelector Current { get; private set; } = null!;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_next is null)
            {
                return false;
            }

            Current = _next;
            _next = Current.Next;
            return true;
        }

        public readonly void Reset() => throw new NotSupportedException();

        public readonly void Dispose()
        {
        }
    }
}
