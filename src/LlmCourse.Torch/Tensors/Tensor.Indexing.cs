namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Indexes with positions, slices, masks, tensors: slices and positions give views, tensors copies.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => Indexing.Get(this, indices);
            set => Indexing.Set(this, indices, value);
        }

        /// <summary>Indexes the first dimensions with tensors of positions, or masks.</summary>
        public Tensor this[params Tensor[] indices]
        {
            get => Indexing.Get(this, Array.ConvertAll(indices, TensorIndex.Tensor));
            set => Indexing.Set(this, Array.ConvertAll(indices, TensorIndex.Tensor), value);
        }

        /// <summary>The part at these positions of the first dimensions; a view.</summary>
        public Tensor this[params long[] indices]
        {
            get => Indexing.Get(this, Array.ConvertAll(indices, x => (TensorIndex)x));
            set => Indexing.Set(this, Array.ConvertAll(indices, x => (TensorIndex)x), value);
        }

        /// <summary>The part at this position of the first dimension; a view.</summary>
        public Tensor this[long i1]
        {
            get => Indexing.Get(this, [i1]);
            set => Indexing.Set(this, [i1], value);
        }

        /// <summary>The part at these positions of the first dimensions; a view.</summary>
        public Tensor this[long i1, long i2]
        {
            get => Indexing.Get(this, [i1, i2]);
            set => Indexing.Set(this, [i1, i2], value);
        }

        /// <summary>The part at these positions of the first dimensions; a view.</summary>
        public Tensor this[long i1, long i2, long i3]
        {
            get => Indexing.Get(this, [i1, i2, i3]);
            set => Indexing.Set(this, [i1, i2, i3], value);
        }

        /// <summary>The part at these positions of the first dimensions; a view.</summary>
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Indexing.Get(this, [i1, i2, i3, i4]);
            set => Indexing.Set(this, [i1, i2, i3, i4], value);
        }

        /// <summary>Same as the index operator.</summary>
        public Tensor index(params TensorIndex[] indices) => Indexing.Get(this, indices);

        /// <summary>Same as the index operator.</summary>
        public Tensor index(params Tensor[] indices) => this[indices];

        /// <summary>Writes a tensor, broadcast, to the indexed elements; returns this.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => Indexing.Put(this, indices, value, accumulate: false);

        /// <summary>Writes a tensor, broadcast, to the indexed elements, or adds it; returns this.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false) => Indexing.Put(this, indices, value, accumulate);

        /// <summary>Writes a tensor, broadcast, to the indexed elements; returns this.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        /// <summary>Writes a tensor, broadcast, to the indexed elements, or adds it; returns this.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Indexing.Put(this, Array.ConvertAll(indices, TensorIndex.Tensor), value, accumulate);

        /// <summary>Writes a number to the indexed elements; returns this.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = Factories.Full([], value.Value, elementType, requiresGrad: false);
            return Indexing.Put(this, indices, number, accumulate: false);
        }

        /// <summary>Writes a number to the indexed elements; returns this.</summary>
        public Tensor index_put_(Scalar value, params Tensor[] indices) =>
            index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));
    }
}
